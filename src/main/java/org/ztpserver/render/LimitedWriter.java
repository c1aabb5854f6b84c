package org.ztpserver.render;

import java.io.IOException;
import java.io.Writer;

/** Collects text in memory, up to a limit. */
final class LimitedWriter extends Writer {

    /** The text does not fit. */
    static final class FullException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final StringBuilder text = new StringBuilder();
    private final int limit;

    /** @param limit in characters */
    LimitedWriter(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        if (length > limit - text.length()) {
            throw new FullException();
        }
        text.append(buffer, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
