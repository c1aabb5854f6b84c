package org.ztpserver.http.flow;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;

/** An answer whose head goes to the container, and whose body is kept. */
final class CollectedAnswer extends HttpServletResponseWrapper {

    private final Body body = new Body();

    CollectedAnswer(HttpServletResponse response) {
        super(response);
    }

    /** The body, and perhaps more after its {@link #size}. */
    byte[] bytes() {
        return body.array();
    }

    int size() {
        return body.size();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return body.stream;
    }

    @Override
    public PrintWriter getWriter() {
        throw new IllegalStateException("answers are written as bytes");
    }

    /** There is nothing to flush: the whole body is sent at the end. */
    @Override
    public void flushBuffer() {
        // see above
    }

    @Override
    public void resetBuffer() {
        body.reset();
        super.resetBuffer();
    }

    @Override
    public void reset() {
        body.reset();
        super.reset();
    }

    private static final class Body extends ByteArrayOutputStream {

        /** As much is copied; what is larger may be the whole answer, which nobody changes any more. */
        private static final int COPIED_BYTES = 64 * 1024;

        private static final int FIRST_BYTES = 32;

        private final ServletOutputStream stream = new ServletOutputStream() {
            @Override
            public void write(int b) {
                Body.this.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                if (count == 0 && length == bytes.length && length > COPIED_BYTES) {
                    buf = bytes;
                    count = length;
                } else {
                    Body.this.write(bytes, offset, length);
                }
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new IllegalStateException("the body is kept");
            }
        };

        /** The array may be that of the one who wrote the answer. */
        @Override
        public synchronized void reset() {
            super.reset();
            buf = new byte[FIRST_BYTES];
        }

        /** Without a copy. */
        byte[] array() {
            return buf;
        }
    }
}
