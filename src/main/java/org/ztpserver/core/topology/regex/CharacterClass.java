package org.ztpserver.core.topology.regex;

/** Sets of characters in Java's dialect. They depend neither on Java's flags nor on the text around them. */
final class CharacterClass {

    /** The characters for which {@code str.isspace()} is true. */
    private static final String UNICODE_SPACES =
            "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

    private CharacterClass() {}

    /** The members of {@code \d}, {@code \s} or {@code \w}, for use between brackets. */
    static String members(int lowerCaseLetter, Flags flags) {
        return switch (lowerCaseLetter) {
            case 'd' -> flags.ascii() ? "0-9" : "\\p{Nd}";
            case 's' -> flags.ascii() ? "\\t-\\r " : UNICODE_SPACES;
            case 'w' -> flags.ascii() ? "0-9A-Z_a-z" : "\\p{L}\\p{N}_";
            default -> throw new IllegalStateException("not a category: " + lowerCaseLetter);
        };
    }

    /** {@code \d}, {@code \D}, {@code \s} ... with its brackets. */
    static String category(int letter, Flags flags) {
        int lower = Character.toLowerCase(letter);
        return (lower == letter ? "[" : "[^") + members(lower, flags) + "]";
    }

    static boolean isCategory(int letter) {
        return letter != Source.END && "dDsSwW".indexOf(letter) >= 0;
    }

    static Fragment wordBoundary(Flags flags) {
        String word = category('w', flags);
        return Fragment.anchor("(?:(?<=" + word + ")(?!" + word + ")|(?<!" + word + ")(?=" + word + "))");
    }

    /** Never matches in an empty text, like Python up to 3.13. */
    static Fragment noWordBoundary(Flags flags) {
        String word = category('w', flags);
        return Fragment.anchor("(?:(?<=" + word + ")(?=" + word + ")|(?<!" + word + ")(?!" + word + ")(?!\\A\\z))");
    }

    static String literal(int character) {
        boolean plain = (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z');
        return plain ? Character.toString(character) : "\\x{" + Integer.toHexString(character) + "}";
    }

    /** Reads {@code [...]} after its opening bracket. */
    static Fragment read(Source source, Flags flags) {
        int start = source.position() - 1;
        boolean negated = source.accept('^');
        StringBuilder members = new StringBuilder();
        do {
            int place = source.position();
            Member low = member(source, flags, start);
            if (!source.accept('-')) {
                members.append(low.java());
            } else if (source.accept(']')) {
                members.append(low.java()).append(literal('-'));
                break;
            } else {
                Member high = member(source, flags, start);
                if (!low.isLiteral() || !high.isLiteral() || low.character() > high.character()) {
                    throw source.errorAt(place, "bad character range");
                }
                members.append(literal(low.character())).append('-').append(literal(high.character()));
            }
        } while (!source.accept(']'));
        // The meaning of a set within a negated set differs between releases of Java. That of a look-ahead does not.
        return Fragment.character(negated ? "(?:(?![" + members + "])[\\x{0}-\\x{10FFFF}])" : "[" + members + "]");
    }

    private static Member member(Source source, Flags flags, int start) {
        int character = source.next();
        if (character == Source.END) {
            throw source.errorAt(start, "unterminated character set");
        }
        if (character != '\\') {
            return new Member(character, literal(character));
        }
        if (isCategory(source.peek())) {
            return new Member(Source.END, category(source.next(), flags));
        }
        int escaped = Escapes.inClass(source);
        return new Member(escaped, literal(escaped));
    }

    /** @param character {@link Source#END} if it is a category and not a single character */
    private record Member(int character, String java) {

        boolean isLiteral() {
            return character != Source.END;
        }
    }
}
