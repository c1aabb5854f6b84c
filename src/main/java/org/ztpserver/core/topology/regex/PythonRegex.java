package org.ztpserver.core.topology.regex;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.ztpserver.core.node.Printable;

/**
 * A regular expression in Python's syntax. It is applied like {@code re.match}: anchored at the start of the text, not
 * at its end (section A6 of the contract).
 */
public final class PythonRegex {

    private static final int MAX_LENGTH = 4096;

    private final String source;
    private final Pattern pattern;

    private PythonRegex(String source, Pattern pattern) {
        this.source = source;
        this.pattern = pattern;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if Python would refuse the expression, with the reason; the message is safe to
     *     show
     */
    public static PythonRegex compile(String source) {
        try {
            if (source.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("more than " + MAX_LENGTH + " characters");
            }
            return new PythonRegex(source, Pattern.compile(new Translator(source).translate()));
        } catch (PatternSyntaxException e) {
            // Valid in Python, but without an equivalent in Java: a group that is tested before it is defined.
            throw invalid(source, "not supported here", e);
        } catch (IllegalArgumentException e) {
            throw invalid(source, String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalArgumentException invalid(String source, String reason, Exception cause) {
        return new IllegalArgumentException(Printable.quote(source) + " is not a regular expression: " + reason, cause);
    }

    /**
     * Whether the text begins with a match of the expression.
     *
     * @throws RunawayRegexException if the answer takes far more steps than a sound expression needs
     */
    public boolean matchesStartOf(String text) {
        try {
            return pattern.matcher(new StepLimit(text)).lookingAt();
        } catch (StackOverflowError e) {
            throw new RunawayRegexException(source, e);
        } catch (StepLimit.Exceeded e) {
            throw new RunawayRegexException(source, e);
        }
    }

    /** The expression as the operator wrote it. */
    public String source() {
        return source;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PythonRegex regex && regex.source.equals(source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
