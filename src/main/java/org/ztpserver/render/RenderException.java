package org.ztpserver.render;

/** A template can't be rendered; the message is for its author. */
final class RenderException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int MAX_LENGTH = 500;

    private final String template;
    private final int line;

    /**
     * @param template the file that is wrong, which may be one that another includes
     * @param line counted from 1; 0 when it is not known
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

    /** What the engines write over several lines, quoted parts of the template included. */
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
