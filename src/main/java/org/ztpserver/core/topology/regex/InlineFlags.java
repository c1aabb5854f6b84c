package org.ztpserver.core.topology.regex;

/**
 * {@code (?im)} for the whole expression, or {@code (?im-s:} for a group.
 *
 * @param forTheRest whether it is closed at once, and so applies to the whole expression
 */
record InlineFlags(String added, String removed, boolean forTheRest) {

    static boolean startHere(Source source) {
        return source.peek() == '-' || isFlag(source.peek());
    }

    static InlineFlags read(Source source) {
        String added = letters(source);
        if (added.contains("L")) {
            throw source.error("bad inline flags: cannot use 'L' flag with a str pattern");
        }
        if (added.contains("a") && added.contains("u")) {
            throw source.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
        }
        if (source.accept(')')) {
            return new InlineFlags(added, "", true);
        }
        String removed = "";
        if (source.accept('-')) {
            removed = letters(source);
            if (removed.isEmpty()) {
                throw source.error("missing flag");
            }
            if (removed.chars().anyMatch(c -> c == 'a' || c == 'u' || c == 'L')) {
                throw source.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
            }
        }
        if (!source.accept(':')) {
            throw source.error(Character.isLetter(source.peek()) ? "unknown flag" : "missing -, : or )");
        }
        if (removed.chars().anyMatch(c -> added.indexOf(c) >= 0)) {
            throw source.error("bad inline flags: flag turned on and off");
        }
        return new InlineFlags(added, removed, false);
    }

    private static String letters(Source source) {
        return source.take(InlineFlags::isFlag, Integer.MAX_VALUE);
    }

    private static boolean isFlag(int c) {
        return c != Source.END && Flags.LETTERS.indexOf(c) >= 0;
    }
}
