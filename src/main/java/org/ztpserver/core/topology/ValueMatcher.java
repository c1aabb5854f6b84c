package org.ztpserver.core.topology;

import org.ztpserver.core.topology.regex.PythonRegex;

/** A condition for the name of a device or a port. */
public sealed interface ValueMatcher {

    /** Whether a name that a switch reported matches. */
    boolean matches(String name);

    /** A text that every name that matches begins with; empty if nothing is certain. */
    default String literalStart() {
        return "";
    }

    /** Whether this is a value for comparison and not a keyword. */
    default boolean isGiven() {
        return true;
    }

    /** The keywords {@code any} and {@code none}. */
    enum Keyword implements ValueMatcher {
        ANY,
        NONE;

        /** Neither keyword restricts a name: its meaning depends on the other columns. */
        @Override
        public boolean matches(String name) {
            return true;
        }

        @Override
        public boolean isGiven() {
            return false;
        }
    }

    /** {@code spine1}, {@code exact('spine1')}: exactly this name. */
    record Exact(String value) implements ValueMatcher {
        @Override
        public boolean matches(String name) {
            return name.equals(value);
        }

        @Override
        public String literalStart() {
            return value;
        }
    }

    /** {@code regex('spine\d+')}: a name that begins with a match of the expression. */
    record Regex(PythonRegex value) implements ValueMatcher {
        @Override
        public boolean matches(String name) {
            return value.matchesStartOf(name);
        }

        @Override
        public String literalStart() {
            return value.literalStart();
        }
    }

    /** {@code includes('spine')} */
    record Includes(String value) implements ValueMatcher {
        @Override
        public boolean matches(String name) {
            return name.contains(value);
        }
    }

    /** {@code excludes('spine')} */
    record Excludes(String value) implements ValueMatcher {
        @Override
        public boolean matches(String name) {
            return !name.contains(value);
        }
    }
}
