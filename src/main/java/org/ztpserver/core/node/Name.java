package org.ztpserver.core.node;

/** The rule for names that become parts of paths and URLs. */
final class Name {

    private static final int MAX_LENGTH = 128;

    private Name() {}

    static void check(String what, String text) {
        boolean valid = !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(Name::allowed)
                && !text.equals(".")
                && !text.equals("..");
        if (!valid) {
            throw new IllegalArgumentException(what + " must be 1 to " + MAX_LENGTH
                    + " characters of A-Z, a-z, 0-9, '.', '_' and '-', and not '.' or '..': " + Printable.quote(text));
        }
    }

    private static boolean allowed(int c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
