package org.ztpserver.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
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
     * Reads bytes from this offset until the buffer is full, or less.
     *
     * @throws IOException if the file can't be read or became shorter
     */
    void read(ByteBuffer into, long offset) throws IOException;

    /**
     * Makes sure that all bytes that were read so far are of one content.
     *
     * @throws IOException if the file was overwritten since it was opened
     */
    void verify() throws IOException;
}
