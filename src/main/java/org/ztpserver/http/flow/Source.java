package org.ztpserver.http.flow;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;

/**
 * The bytes of an answer that are sent piece by piece. {@link #write} and {@link #ended} are called by one thread at a
 * time.
 */
public interface Source {

    /** All bytes of the answer, from any thread. */
    long length();

    /**
     * Writes the next piece. What it writes from must stay as it is until the next call or {@link #ended}.
     *
     * @param sent the bytes that were written before
     * @return the bytes of this piece
     */
    int write(ServletOutputStream out, long sent) throws IOException;

    /**
     * The answer is sent, or won't be: called once, and gives everything back.
     *
     * @param complete true if the container has let go of the last piece. Otherwise it may still write from it, so nobody
     *     else may get this memory; containers don't always tell when they are done with a broken-off answer.
     */
    void ended(boolean complete);
}
