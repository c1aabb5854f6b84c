package org.ztpserver.core.topology.regex;

/**
 * A text that can be read only a limited number of times. {@link java.util.regex} has no other way to stop an
 * expression that backtracks without end, and the text comes from a switch.
 */
final class StepLimit implements CharSequence {

    private static final int MAX_STEPS = 2_000_000;

    private final CharSequence text;
    private int left = MAX_STEPS;

    StepLimit(CharSequence text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new Exceeded();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static final class Exceeded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exceeded() {
            super("more than " + MAX_STEPS + " steps", null, false, false);
        }
    }
}
