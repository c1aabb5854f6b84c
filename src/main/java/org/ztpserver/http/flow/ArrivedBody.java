package org.ztpserver.http.flow;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A request whose body is in memory already. */
final class ArrivedBody extends HttpServletRequestWrapper {

    private final ServletInputStream stream;

    /**
     * @param length of the body, from the begin of the array
     * @param whole false if more should follow: the client stopped sending in the middle, or sends too much
     */
    ArrivedBody(HttpServletRequest request, byte[] bytes, int length, boolean whole) {
        super(request);
        this.stream = new Stream(new ByteArrayInputStream(bytes, 0, length), whole);
    }

    @Override
    public ServletInputStream getInputStream() {
        return stream;
    }

    private static final class Stream extends ServletInputStream {

        private final ByteArrayInputStream bytes;
        private final boolean whole;

        Stream(ByteArrayInputStream bytes, boolean whole) {
            this.bytes = bytes;
            this.whole = whole;
        }

        @Override
        public int read() throws IOException {
            return ended(bytes.read());
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return length == 0 ? 0 : ended(bytes.read(into, offset, length));
        }

        private int ended(int read) throws IOException {
            if (read < 0 && !whole) {
                throw new IOException("the body does not end here");
            }
            return read;
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return whole && bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body has been read already");
        }
    }
}
