package org.ztpserver.files.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.ztpserver.files.FileDigests;
import org.ztpserver.site.FileStat;
import org.ztpserver.site.ParsedFiles;

/** The digests of served files, kept while a file does not change. */
final class DigestCache implements AutoCloseable {

    /** A file up to this size is read in no time. */
    private static final long SMALL_BYTES = 1 << 20;

    private final ParsedFiles<FileDigests> small = new ParsedFiles<>((name, bytes) -> Digests.of(bytes));
    private final LargeFileDigests large;

    /** @param waiting so many requests may wait for digests of large files at a time */
    DigestCache(int waiting) {
        large = new LargeFileDigests(LargeFileDigests.Time.REAL, waiting);
    }

    /**
     * Reads large files in the background from now on.
     *
     * @param firstWork done there first
     */
    void start(Runnable firstWork) {
        large.start(firstWork);
    }

    /** A file was seen. If it is large, its digests will be asked for. */
    void noticed(Path path) throws IOException {
        if (!isSmall(FileStat.of(path))) {
            large.noticed(path);
        }
    }

    static boolean isSmall(FileStat stat) {
        return stat.size() <= SMALL_BYTES;
    }

    /**
     * Size and digests of the current file.
     *
     * @param name its name in the data root
     * @param path where it is now, links resolved
     */
    FileDigests of(String name, Path path) throws IOException {
        if (!isSmall(FileStat.of(path))) {
            return large.of(path);
        }
        return small(name, path);
    }

    private FileDigests small(String name, Path path) throws IOException {
        try {
            return small.get(name, path).orElseThrow(() -> new NoSuchFileException(path.toString()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * A text that tells the content of the current file from any other: the digest of a small file, and the state of a
     * large one, for whose digest no switch should wait before its first byte.
     */
    String tag(String name, Path path, FileStat stat) throws IOException {
        if (isSmall(stat)) {
            return small(name, path).sha1();
        }
        large.noticed(path);
        return stat.tag();
    }

    @Override
    public void close() {
        large.close();
    }
}
