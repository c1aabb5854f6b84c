package org.ztpserver.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** One file as it was found, held open until it is closed. */
public interface ServedFile extends Closeable {

    /** In bytes. */
    long size();

    Instant lastModified();

    /** A strong entity tag (RFC 9110 8.8.3) with its quotes: another one as soon as the file is another. */
    String entityTag();

    /** Where the file lies, with all links followed: for a container or a proxy that sends files itself. */
    String absolutePath();

    /**
     * Sends a part of the file.
     *
     * @param offset of the first byte
     * @param length in bytes; the part ends within the file
     * @throws IOException when the file can't be read or became shorter, or the client went away
     */
    void send(long offset, long length, OutputStream to) throws IOException;
}
