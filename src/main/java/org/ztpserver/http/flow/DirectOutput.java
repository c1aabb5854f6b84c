package org.ztpserver.http.flow;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes bytes that lie outside of Java's heap. The Servlet API can't do this before version 6.1; the standalone server
 * can, and saves a copy of each byte.
 */
@FunctionalInterface
public interface DirectOutput {

    /** The attribute of the servlet context in which a server offers this. */
    String ATTRIBUTE = DirectOutput.class.getName();

    /** As {@link ServletOutputStream#write(byte[])}: the buffer must stay as it is until the stream is ready again. */
    void write(ServletOutputStream out, ByteBuffer bytes) throws IOException;

    /** What the server offers; null if it offers nothing. */
    static @Nullable DirectOutput of(ServletContext context) {
        return (DirectOutput) context.getAttribute(ATTRIBUTE);
    }
}
