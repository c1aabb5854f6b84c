package org.ztpserver.files.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.files.FileDigests;
import org.ztpserver.files.ServedFile;
import org.ztpserver.files.ServedFiles;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.FileStat;
import org.ztpserver.site.Folders;

/** The files below {@code actions/}, {@code files/} and {@code nodes/} of the data root. */
public final class ServedDirectories implements ServedFiles, AutoCloseable {

    /** After this number of attempts, a file is served even if somebody keeps writing to it. */
    private static final int MAX_ATTEMPTS = 5;

    private static final Logger log = LoggerFactory.getLogger(ServedDirectories.class);

    private final DataRoot root;
    private final DataRoot state;
    private final DigestCache digests;

    /**
     * @param state where the folders of nodes are
     * @param waiting so many requests may wait for digests of images at a time; others are told to come back
     */
    public ServedDirectories(DataRoot root, DataRoot state, int waiting) {
        this.digests = new DigestCache(waiting);
        this.root = root;
        this.state = state;
    }

    /** Reads images in the background from now on, so that their digests are there when a switch asks. */
    public void start() {
        Path folder = root.path().resolve(Area.FILES.folder());
        digests.start(
                () -> Folders.filesBelow(folder, ServedDirectories::notRead).forEach(this::readAhead));
    }

    private void readAhead(Path path) {
        try {
            Optional<Path> real = root.real(path);
            if (real.isPresent()) {
                digests.noticed(real.get());
            }
        } catch (IOException | RuntimeException e) {
            notRead(path, e);
        }
    }

    /** The other files are read ahead. */
    private static void notRead(Path path, Exception fault) {
        log.warn("{} is not read ahead: {}", path, fault.toString());
    }

    @Override
    public void close() {
        digests.close();
    }

    @Override
    public ServedFile find(Area area, FilePath path) {
        try {
            for (int attempt = 1; ; attempt++) {
                Path real = locate(area, path);
                FileStat stat = FileStat.of(real);
                FileOnDisk file = FileOnDisk.open(real, digests.tag(name(area, path), real, stat));
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
            return digests.of(name(area, path), locate(area, path));
        } catch (NoSuchFileException e) {
            throw missing(area, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path locate(Area area, FilePath path) {
        return (area == Area.NODES ? state : root).file(area.folder(), path).orElseThrow(() -> missing(area, path));
    }

    private static ProvisioningException missing(Area area, FilePath path) {
        return new ProvisioningException(FaultKind.MISSING_FILE, name(area, path) + " is missing");
    }

    private static String name(Area area, FilePath path) {
        return area.folder() + "/" + path;
    }
}
