package org.ztpserver.files.disk;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.ztpserver.files.FileDigests;

/** Computes all digests of a content at once. */
final class Digests {

    private static final int BUFFER_BYTES = 128 * 1024;

    private final MessageDigest sha1 = algorithm("SHA-1");
    private final MessageDigest sha256 = algorithm("SHA-256");
    private final MessageDigest md5 = algorithm("MD5");
    private long size;

    private Digests() {}

    static FileDigests of(byte[] bytes) {
        Digests digests = new Digests();
        digests.update(bytes, bytes.length);
        return digests.result();
    }

    /** @param pause is called after each block */
    static FileDigests of(InputStream in, Runnable pause) throws IOException {
        Digests digests = new Digests();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read; (read = in.read(buffer)) >= 0; ) {
            digests.update(buffer, read);
            pause.run();
        }
        return digests.result();
    }

    private void update(byte[] bytes, int length) {
        sha1.update(bytes, 0, length);
        sha256.update(bytes, 0, length);
        md5.update(bytes, 0, length);
        size += length;
    }

    private FileDigests result() {
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
