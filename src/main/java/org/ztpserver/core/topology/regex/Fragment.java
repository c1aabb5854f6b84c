package org.ztpserver.core.topology.regex;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A translated part of an expression.
 *
 * @param java what it is in Java's dialect
 * @param min the fewest characters that it can match; with {@code max}, what Python's rule for look-behind needs
 * @param max the most, at most {@link #UNBOUNDED}
 */
record Fragment(String java, long min, long max, Kind kind) {

    static final long UNBOUNDED = 1L << 32;

    enum Kind {
        ATOM,
        /** {@code ^}, {@code $}, {@code \b} ...: there is nothing in it to repeat. */
        ANCHOR,
        /** Already repeated: it can't be once more without a group around it. */
        REPEAT
    }

    Fragment {
        min = Math.min(min, UNBOUNDED);
        max = Math.min(max, UNBOUNDED);
    }

    /** One character. */
    static Fragment character(String java) {
        return new Fragment(java, 1, 1, Kind.ATOM);
    }

    static Fragment anchor(String java) {
        return new Fragment(java, 0, 0, Kind.ANCHOR);
    }

    /** A look-around, or anything else of no width that may be repeated. */
    static Fragment empty(String java) {
        return new Fragment(java, 0, 0, Kind.ATOM);
    }

    static Fragment sequence(List<Fragment> parts) {
        return new Fragment(
                parts.stream().map(Fragment::java).collect(Collectors.joining()),
                parts.stream().mapToLong(Fragment::min).sum(),
                parts.stream().mapToLong(Fragment::max).sum(),
                Kind.ATOM);
    }

    static Fragment alternatives(List<Fragment> branches) {
        return new Fragment(
                branches.stream().map(Fragment::java).collect(Collectors.joining("|")),
                branches.stream().mapToLong(Fragment::min).min().orElse(0),
                branches.stream().mapToLong(Fragment::max).max().orElse(0),
                Kind.ATOM);
    }

    /** The same within parentheses. */
    Fragment in(String open, String close) {
        return new Fragment(open + java + close, min, max, Kind.ATOM);
    }

    Fragment repeated(long atLeast, long atMost, String quantifier) {
        return new Fragment(
                java + quantifier,
                Math.min(min, UNBOUNDED) * Math.min(atLeast, 1 << 30),
                atMost == UNBOUNDED && max > 0 ? UNBOUNDED : max * Math.min(atMost, 1 << 30),
                Kind.REPEAT);
    }

    boolean fixedWidth() {
        return min == max;
    }
}
