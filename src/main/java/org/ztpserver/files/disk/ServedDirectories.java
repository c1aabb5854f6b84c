package org.ztpserver.files.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.files.FileDigests;
import org.ztpserver.files.ServedFile;
import org.ztpserver.files.ServedFiles;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.FileStat;

/** The files below {@code actions/}, {@code files/} and {@code nodes/} of the data root. */
public final class ServedDirectories implements ServedFiles {

    /**
     * Up to this size, the entity tag comes from the content, so that two edits within one clock tick have different
     * tags. A larger file takes longer to write than one tick.
     */
    private static final long TAGGED_BY_CONTENT_BYTES = 1 << 20;

    /** After this number of attempts, a file is served even if somebody keeps writing to it. */
    private static final int MAX_ATTEMPTS = 5;

    private final DataRoot root;
    private final DigestCache digests = new DigestCache();

    public ServedDirectories(DataRoot root) {
        this.root = root;
    }

    @Override
    public ServedFile find(Area area, FilePath path) {
        try {
            for (int attempt = 1; ; attempt++) {
                Path real = locate(area, path);
                FileStat stat = FileStat.of(real);
                String tag = stat.size() <= TAGGED_BY_CONTENT_BYTES
                        ? digests.of(real).sha1()
                        : stat.tag();
                FileOnDisk file = FileOnDisk.open(real, tag);
                if (file.wasOpenedAs(stat) || attempt == MAX_ATTEMPTS) {
                    return file;
                }
                file.close(); // another file has replaced it in between: the tag does not belong to this one
            }
        } catch (NoSuchFileException e) {
            throw missing(area, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public FileDigests digests(Area area, FilePath path) {
        try {
            return digests.of(locate(area, path));
        } catch (NoSuchFileException e) {
            throw missing(area, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path locate(Area area, FilePath path) {
        return root.file(area.folder(), path).orElseThrow(() -> missing(area, path));
    }

    private static ProvisioningException missing(Area area, FilePath path) {
        return new ProvisioningException(FaultKind.MISSING_FILE, area.folder() + "/" + path + " is missing");
    }
}
