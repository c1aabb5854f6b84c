package org.ztpserver.render;

/** A template can't be rendered. The message is for its author. */
final class RenderException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int MAX_LENGTH = 500;

    private final String template;
    private final int line;

    /**
     * @param template the file with the fault, which can be an included one
     * @param line counted from 1; 0 if unknown
     */
    RenderException(String template, int line, String message) {
        super(oneLine(message));
        this.template = template;
        this.line = Math.max(line, 0);
    }

    String template() {
        return template;
    }

    int line() {
        return line;
    }

    /** Joins a message of several lines, which can contain parts of the template. */
    private static String oneLine(String message) {
        String line =
                message.replaceAll("[\\p{Cc}\\p{Cf}\\s\\u2028\\u2029]+", " ").strip();
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return line.substring(0, end) + "...";
    }
}
