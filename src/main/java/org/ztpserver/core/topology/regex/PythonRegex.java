package org.ztpserver.core.topology.regex;

import java.lang.ref.SoftReference;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.Printable;

/**
 * A regular expression in Python's syntax. It is applied like {@code re.match}: anchored at the start of the text, not
 * at its end (section A6 of the contract).
 */
public final class PythonRegex {

    private static final int MAX_LENGTH = 4096;

    private static final Recent<PythonRegex> RECENT = new Recent<>(PythonRegex::read);

    private final String source;
    private final LiteralStart start;
    /** Takes kilobytes, and most expressions of a large file are never used; so it is made when it is needed. */
    private volatile @Nullable SoftReference<Pattern> pattern;

    private PythonRegex(String source) {
        this.source = source;
        this.start = LiteralStart.of(source);
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if Python would refuse the expression, with the reason; the message is safe to
     *     show
     */
    public static PythonRegex compile(String source) {
        return RECENT.get(source);
    }

    private static PythonRegex read(String source) {
        try {
            if (source.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("more than " + MAX_LENGTH + " characters");
            }
            PythonRegex regex = new PythonRegex(source);
            if (regex.start.end() == LiteralStart.End.MORE) {
                translate(source);
            }
            return regex;
        } catch (PatternSyntaxException e) {
            // Valid in Python, but without an equivalent in Java: a group that is tested before it is defined.
            throw invalid(source, "not supported here", e);
        } catch (IllegalArgumentException e) {
            throw invalid(source, String.valueOf(e.getMessage()), e);
        }
    }

    private static Pattern translate(String source) {
        return Pattern.compile(new Translator(source).translate());
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
        if (!text.startsWith(start.text())) {
            return false;
        }
        return switch (start.end()) {
            case NOTHING -> true;
            case END_OF_TEXT -> isEnd(text, start.text().length());
            case MORE -> matches(text);
        };
    }

    /** Python's {@code $} is also before a line feed at the very end. */
    private static boolean isEnd(String text, int place) {
        return place == text.length() || (place == text.length() - 1 && text.charAt(place) == '\n');
    }

    private boolean matches(String text) {
        try {
            return pattern().matcher(new StepLimit(text)).lookingAt();
        } catch (StackOverflowError e) {
            throw new RunawayRegexException(source, e);
        } catch (StepLimit.Exceeded e) {
            throw new RunawayRegexException(source, e);
        }
    }

    private Pattern pattern() {
        SoftReference<Pattern> kept = pattern;
        Pattern compiled = kept == null ? null : kept.get();
        if (compiled == null) {
            compiled = translate(source);
            pattern = new SoftReference<>(compiled);
        }
        return compiled;
    }

    /** A text that every match begins with; empty if nothing is certain. */
    public String literalStart() {
        return start.text();
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
