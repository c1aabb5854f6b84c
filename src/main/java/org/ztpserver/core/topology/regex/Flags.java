package org.ztpserver.core.topology.regex;

/** The letters of {@code (?aimsux)} that are in force at some place. {@code u} is the absence of {@code a}. */
record Flags(boolean ascii, boolean ignoreCase, boolean multiLine, boolean dotAll, boolean verbose) {

    static final String LETTERS = "aiLmsux";

    static final Flags NONE = new Flags(false, false, false, false, false);

    Flags with(String added, String removed) {
        return new Flags(
                added.contains("a") || (ascii && !added.contains("u")),
                set('i', ignoreCase, added, removed),
                set('m', multiLine, added, removed),
                set('s', dotAll, added, removed),
                set('x', verbose, added, removed));
    }

    private static boolean set(char letter, boolean before, String added, String removed) {
        return added.indexOf(letter) >= 0 || (before && removed.indexOf(letter) < 0);
    }

    /** What Java needs to know; everything else is written out where it matters. */
    String java() {
        if (!ignoreCase) {
            return "-iu";
        }
        return ascii ? "i-u" : "iu";
    }
}
