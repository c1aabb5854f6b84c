package org.ztpserver.core.node;

/** Makes text that came from outside safe to show: in a log line, an answer or a terminal. */
public final class Printable {

    /** Longer text is cut here. Enough to recognize any real name. */
    private static final int LIMIT = 80;

    private Printable() {}

    /** The text in single quotes, cut if it is long, with all invisible characters escaped. */
    public static String quote(String text) {
        int end = text.codePointCount(0, text.length()) > LIMIT ? text.offsetByCodePoints(0, LIMIT) : text.length();
        return "'" + escape(text.substring(0, end)) + (end < text.length() ? "...'" : "'");
    }

    /** The whole text with all invisible characters escaped. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(codePoint -> append(escaped, codePoint));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> escaped.append(String.format("\\u%04x", codePoint));
            default -> escaped.appendCodePoint(codePoint);
        }
    }
}
