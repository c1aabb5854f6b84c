package org.ztpserver.http.flow;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;

/** The bytes of an answer that are sent piece by piece. All methods are called by one thread at a time. */
public interface Source {

    /** All bytes of the answer. */
    long length();

    /**
     * Writes the next piece. What it writes from must stay as it is until the next call or {@link #released}.
     *
     * @param sent the bytes that were written before
     * @return the bytes of this piece
     */
    int write(ServletOutputStream out, long sent) throws IOException;

    /** The answer is sent, or won't be. */
    void ended(boolean complete);

    /** The container has let go of the last piece. */
    void released();
}
