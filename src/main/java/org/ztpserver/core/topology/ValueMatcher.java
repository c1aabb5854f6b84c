package org.ztpserver.core.topology;

import org.ztpserver.core.topology.regex.PythonRegex;

/** What a pattern says about the name of a device or of its port. */
public sealed interface ValueMatcher {

    /** Whether a name that a switch reported is meant. */
    boolean matches(String name);

    /** Whether this is a value to compare with, or one of the two words that are not. */
    default boolean isGiven() {
        return true;
    }

    /** The words {@code any} and {@code none}. */
    enum Keyword implements ValueMatcher {
        ANY,
        NONE;

        /** Neither word says anything about a name: what they mean depends on the columns beside them. */
        @Override
        public boolean matches(String name) {
            return true;
        }

        @Override
        public boolean isGiven() {
            return false;
        }
    }

    /** {@code spine1}, {@code exact('spine1')}: this name and no other. */
    record Exact(String value) implements ValueMatcher {
        @Override
        public boolean matches(String name) {
            return name.equals(value);
        }
    }

    /** {@code regex('spine\d+')}: a name that begins with what the expression describes. */
    record Regex(PythonRegex value) implements ValueMatcher {
        @Override
        public boolean matches(String name) {
            return value.matchesStartOf(name);
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
