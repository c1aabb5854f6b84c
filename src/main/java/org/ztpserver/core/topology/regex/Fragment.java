package org.ztpserver.core.topology.regex;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A translated part of an expression.
 *
 * @param java the same in Java's dialect
 * @param min the minimum number of characters that it matches; Python's rule for look-behind needs this and {@code max}
 * @param max the maximum number, at most {@link #UNBOUNDED}
 */
record Fragment(String java, long min, long max, Kind kind) {

    static final long UNBOUNDED = 1L << 32;

    enum Kind {
        ATOM,
        /** {@code ^}, {@code $}, {@code \b} ..., which can't be repeated. */
        ANCHOR,
        /** Already repeated: it needs a group around it to be repeated again. */
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

    /** A look-around, or another fragment without width that can be repeated. */
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

    /** This fragment within parentheses. */
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
