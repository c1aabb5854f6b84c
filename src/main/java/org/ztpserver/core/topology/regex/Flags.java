package org.ztpserver.core.topology.regex;

/** The flags of {@code (?aimsux)} that apply at some place. {@code u} is the absence of {@code a}. */
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

    /** The flags that Java needs. The translation itself expresses all others. */
    String java() {
        if (!ignoreCase) {
            return "-iu";
        }
        return ascii ? "i-u" : "iu";
    }
}
