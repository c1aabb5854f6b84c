package org.ztpserver.files.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.ztpserver.files.FileDigests;
import org.ztpserver.site.FileStat;

/**
 * A cache of the digests of files, valid while a file does not change. An image of one gigabyte takes seconds to read,
 * and a switch waits for only 30. Requests for the same file wait for a single computation.
 */
final class DigestCache {

    private static final int MAX_ENTRIES = 10_000;
    private static final int BUFFER_BYTES = 128 * 1024;

    private record Key(Path path, FileStat stat) {}

    private final Map<Key, FileDigests> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, FileDigests> eldest) {
            return size() > MAX_ENTRIES;
        }
    });
    private final Object[] locks =
            IntStream.range(0, 64).mapToObj(i -> new Object()).toArray();

    FileDigests of(Path path) throws IOException {
        synchronized (locks[Math.floorMod(path.hashCode(), locks.length)]) {
            Key key = new Key(path, FileStat.of(path));
            FileDigests digests = known.get(key);
            return digests == null ? compute(key) : digests;
        }
    }

    private FileDigests compute(Key key) throws IOException {
        Instant start = Instant.now();
        FileDigests digests = digest(key.path);
        if (key.stat.settledAt(start) && FileStat.of(key.path).equals(key.stat)) {
            known.put(key, digests);
        }
        return digests;
    }

    private static FileDigests digest(Path path) throws IOException {
        MessageDigest sha1 = algorithm("SHA-1");
        MessageDigest sha256 = algorithm("SHA-256");
        MessageDigest md5 = algorithm("MD5");
        long size = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(path)) {
            for (int read; (read = in.read(buffer)) >= 0; size += read) {
                sha1.update(buffer, 0, read);
                sha256.update(buffer, 0, read);
                md5.update(buffer, 0, read);
            }
        }
        HexFormat hex = HexFormat.of();
        return new FileDigests(
                size, hex.formatHex(sha1.digest()), hex.formatHex(sha256.digest()), hex.formatHex(md5.digest()));
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
