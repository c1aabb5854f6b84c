package org.ztpserver.core.topology.regex;

import java.util.Locale;

/** Reads escaped characters. The caller has read the backslash. */
final class Escapes {

    private static final int MAX_OCTAL = 0377;

    private Escapes() {}

    /** An escape between brackets, where {@code \b} is a backspace and every number is octal. */
    static int inClass(Source source) {
        int place = source.position();
        int character = source.next();
        if (character == 'b') {
            return '\b';
        }
        if (isOctal(character)) {
            return octal(source, place, Character.toString(character) + source.take(Escapes::isOctal, 2));
        }
        if (isDigit(character)) {
            throw bad(source, place, character);
        }
        return character(source, place, character);
    }

    /** An escape elsewhere, if it is not a digit, a category or an anchor. */
    static int outsideClass(Source source) {
        int place = source.position();
        return character(source, place, source.next());
    }

    private static int character(Source source, int place, int character) {
        return switch (character) {
            case Source.END -> throw source.errorAt(place - 1, "bad escape (end of pattern)");
            case 'a' -> 7;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case 'x' -> hexadecimal(source, place, 2);
            case 'u' -> hexadecimal(source, place, 4);
            case 'U' -> hexadecimal(source, place, 8);
            case 'N' -> named(source, place);
            default -> {
                if (isLetter(character)) {
                    throw bad(source, place, character);
                }
                yield character;
            }
        };
    }

    private static int hexadecimal(Source source, int place, int digits) {
        String number = source.take(c -> isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'), digits);
        if (number.length() < digits) {
            throw source.errorAt(place, "incomplete escape: " + digits + " hexadecimal digits must follow");
        }
        long character = Long.parseLong(number, 16);
        if (character > Character.MAX_CODE_POINT) {
            throw source.errorAt(place, "bad escape: no such character");
        }
        return (int) character;
    }

    private static int named(Source source, int place) {
        if (!source.accept('{')) {
            throw source.errorAt(place, "missing { after \\N");
        }
        String name = source.takeName('}');
        try {
            return Character.codePointOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw source.errorAt(place, "undefined character name " + name);
        }
    }

    static int octal(Source source, int place, String digits) {
        int character = Integer.parseInt(digits, 8);
        if (character > MAX_OCTAL) {
            throw source.errorAt(place, "octal escape \\" + digits + " outside of range 0-0377");
        }
        return character;
    }

    static boolean isOctal(int c) {
        return c >= '0' && c <= '7';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static IllegalArgumentException bad(Source source, int place, int character) {
        return source.errorAt(place, "bad escape \\" + Character.toString(character));
    }
}
