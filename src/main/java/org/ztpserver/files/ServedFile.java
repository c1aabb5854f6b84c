package org.ztpserver.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** A file as it was found, kept open until {@link #close}. */
public interface ServedFile extends Closeable {

    /** In bytes. */
    long size();

    Instant lastModified();

    /** A strong entity tag (RFC 9110 8.8.3) with its quotes. It changes when the file changes. */
    String entityTag();

    /** The real path of the file, for a container or a proxy that sends files itself. */
    String absolutePath();

    /**
     * Sends a part of the file.
     *
     * @param offset of the first byte
     * @param length in bytes; the part ends within the file
     * @throws IOException if the file can't be read or became shorter, or if the client went away
     */
    void send(long offset, long length, OutputStream to) throws IOException;
}
