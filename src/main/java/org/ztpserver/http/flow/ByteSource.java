package org.ztpserver.http.flow;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;

/** An answer in memory. */
final class ByteSource implements Source {

    private static final int PIECE_BYTES = 32 * 1024;

    private final byte[] bytes;
    private final int length;
    private final Runnable whenEnded;

    /** @param length of the answer, from the begin of the array */
    ByteSource(byte[] bytes, int length, Runnable whenEnded) {
        this.bytes = bytes;
        this.length = length;
        this.whenEnded = whenEnded;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int write(ServletOutputStream out, long sent) throws IOException {
        int piece = (int) Math.min(PIECE_BYTES, length - sent);
        out.write(bytes, (int) sent, piece);
        return piece;
    }

    @Override
    public void ended(boolean complete) {
        whenEnded.run();
    }
}
