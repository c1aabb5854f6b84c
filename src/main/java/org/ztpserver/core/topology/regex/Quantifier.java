package org.ztpserver.core.topology.regex;

import org.jspecify.annotations.Nullable;

/** {@code *}, {@code +}, {@code ?} or {@code {m,n}}, greedy, reluctant or possessive. */
record Quantifier(long min, long max, String java) {

    /** No text is longer than this. */
    private static final int MAX_COUNT = 1_000_000;

    /** Reads a quantifier; null if a brace is an ordinary character here. */
    static @Nullable Quantifier read(Source source, int first) {
        return switch (first) {
            case '*' -> of(0, Fragment.UNBOUNDED, source);
            case '+' -> of(1, Fragment.UNBOUNDED, source);
            case '?' -> of(0, 1, source);
            default -> counted(source);
        };
    }

    private static @Nullable Quantifier counted(Source source) {
        int start = source.position();
        String low = number(source);
        boolean range = source.accept(',');
        String high = range ? number(source) : low;
        if (!source.accept('}') || (low.isEmpty() && !range)) {
            source.back(start);
            return null;
        }
        long min = low.isEmpty() ? 0 : count(source, start, low);
        long max = high.isEmpty() ? Fragment.UNBOUNDED : count(source, start, high);
        if (max < min) {
            throw source.errorAt(start, "min repeat greater than max repeat");
        }
        return of(min, max, source);
    }

    private static String number(Source source) {
        return source.take(Escapes::isDigit, Integer.MAX_VALUE);
    }

    private static long count(Source source, int place, String digits) {
        String number = digits.replaceFirst("^0+(?=.)", "");
        if (number.length() > 7 || Long.parseLong(number) > MAX_COUNT) {
            throw source.errorAt(place, "the repetition number is too large");
        }
        return Long.parseLong(number);
    }

    private static Quantifier of(long min, long max, Source source) {
        String count = "{" + min + "," + (max == Fragment.UNBOUNDED ? "" : max) + "}";
        if (source.accept('?')) {
            return new Quantifier(min, max, count + "?");
        }
        return new Quantifier(min, max, source.accept('+') ? count + "+" : count);
    }
}
