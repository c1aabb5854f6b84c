package org.ztpserver.core.topology.regex;

import java.util.function.IntPredicate;

/** The expression as a sequence of characters, with a current position. */
final class Source {

    static final int END = -1;

    private final int[] characters;
    private int position;

    Source(String text) {
        characters = text.codePoints().toArray();
    }

    int position() {
        return position;
    }

    void back(int to) {
        position = to;
    }

    /** The next character, or {@link #END}. Does not move on. */
    int peek() {
        return position < characters.length ? characters[position] : END;
    }

    /** Reads the next character, or {@link #END}. */
    int next() {
        return position < characters.length ? characters[position++] : END;
    }

    boolean accept(int character) {
        if (peek() != character) {
            return false;
        }
        position++;
        return true;
    }

    /** Reads as many of these characters as there are, up to a limit. */
    String take(IntPredicate which, int limit) {
        StringBuilder taken = new StringBuilder();
        while (taken.length() < limit && peek() != END && which.test(peek())) {
            taken.appendCodePoint(next());
        }
        return taken.toString();
    }

    /** Reads a name and the character that ends it. */
    String takeName(int terminator) {
        int start = position;
        StringBuilder name = new StringBuilder();
        for (int c = next(); c != terminator; c = next()) {
            if (c == END) {
                throw errorAt(start, "missing " + Character.toString(terminator) + ", unterminated name");
            }
            name.appendCodePoint(c);
        }
        if (name.isEmpty()) {
            throw errorAt(start, "missing group name");
        }
        return name.toString();
    }

    IllegalArgumentException error(String message) {
        return errorAt(position, message);
    }

    /** Places are counted from 1, as in an editor. */
    IllegalArgumentException errorAt(int place, String message) {
        return new IllegalArgumentException(message + " (character " + (place + 1) + ")");
    }
}
