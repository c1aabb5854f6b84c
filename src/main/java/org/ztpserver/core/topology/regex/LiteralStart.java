package org.ztpserver.core.topology.regex;

/**
 * What can be said about an expression without running it: the text that every match begins with.
 *
 * @param text empty if nothing is certain
 * @param end what comes after this text
 */
record LiteralStart(String text, End end) {

    /** What is in the expression after its literal start. */
    enum End {
        /** Nothing: {@code spine1} */
        NOTHING,
        /** The end of the name: {@code spine1$} */
        END_OF_TEXT,
        /** Something for the matcher. */
        MORE
    }

    private static final String SPECIAL = "\\[].^$*+?{}()|#";
    private static final String REPEATS = "*+?{";

    /** Finds the start of a valid expression. It is certain only for ASCII, and without alternatives. */
    static LiteralStart of(String expression) {
        if (expression.indexOf('|') >= 0) {
            return new LiteralStart("", End.MORE);
        }
        StringBuilder start = new StringBuilder();
        int at = expression.startsWith("^") ? 1 : 0;
        while (at < expression.length()) {
            boolean escaped = expression.charAt(at) == '\\' && at + 1 < expression.length();
            char c = expression.charAt(escaped ? at + 1 : at);
            int next = at + (escaped ? 2 : 1);
            if (c < ' ' || c > '~' || (escaped ? Character.isLetterOrDigit(c) : SPECIAL.indexOf(c) >= 0)) {
                break;
            }
            if (next < expression.length() && REPEATS.indexOf(expression.charAt(next)) >= 0) {
                return new LiteralStart(start.toString(), End.MORE);
            }
            start.append(c);
            at = next;
        }
        String rest = expression.substring(at);
        End end = rest.isEmpty() ? End.NOTHING : rest.equals("$") ? End.END_OF_TEXT : End.MORE;
        return new LiteralStart(start.toString(), end);
    }
}
