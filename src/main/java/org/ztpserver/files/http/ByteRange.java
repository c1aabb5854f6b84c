package org.ztpserver.files.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a client requests (RFC 9110 14).
 *
 * @param first the offset of the first byte
 * @param last the offset of the last byte, within the file
 */
record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    long length() {
        return last - first + 1;
    }

    /**
     * Reads a {@code Range} header for a file of this size.
     *
     * @return empty if the header must be ignored: it has another unit, several ranges or no range
     * @throws UnsatisfiableException if the range contains no byte of the file
     */
    static Optional<ByteRange> parse(@Nullable String header, long size) throws UnsatisfiableException {
        Matcher range = SINGLE.matcher(header == null ? "" : header);
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long suffix = Long.parseLong(range.group(2));
            if (suffix == 0 || size == 0) {
                throw new UnsatisfiableException();
            }
            return Optional.of(new ByteRange(Math.max(0, size - suffix), size - 1));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        if (last < first) {
            return Optional.empty();
        }
        if (first >= size) {
            throw new UnsatisfiableException();
        }
        return Optional.of(new ByteRange(first, Math.min(last, size - 1)));
    }

    /** The range contains no byte of the file: 416. */
    static final class UnsatisfiableException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
