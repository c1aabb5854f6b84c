package org.ztpserver.core.node;

/** Makes text that came from outside safe to show: in a log line, an answer or a terminal. */
public final class Printable {

    /** Longer text is cut here; enough to recognise any real name. */
    private static final int LIMIT = 80;

    private Printable() {}

    /** The text in single quotes, cut when it is long, with everything that is not plainly visible escaped. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        int shown = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (shown++ == LIMIT) {
                return quoted.append("...'").toString();
            }
            append(quoted, text.codePointAt(i));
        }
        return quoted.append('\'').toString();
    }

    private static void append(StringBuilder quoted, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> quoted.append(String.format("\\u%04x", codePoint));
            default -> quoted.appendCodePoint(codePoint);
        }
    }
}
