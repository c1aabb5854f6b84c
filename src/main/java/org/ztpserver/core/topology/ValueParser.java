package org.ztpserver.core.topology;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.topology.ValueMatcher.Exact;
import org.ztpserver.core.topology.ValueMatcher.Excludes;
import org.ztpserver.core.topology.ValueMatcher.Includes;
import org.ztpserver.core.topology.ValueMatcher.Keyword;
import org.ztpserver.core.topology.ValueMatcher.Regex;
import org.ztpserver.core.topology.regex.PythonRegex;

/** Reads the text for a device or a port: a keyword, a literal, a variable or a function call. */
final class ValueParser {

    /** A text that begins like this is always a call: {@code exclude(x)} is not a device. */
    private static final Pattern CALL_START = Pattern.compile("(\\w+)\\(", Pattern.UNICODE_CHARACTER_CLASS);

    private static final String FUNCTIONS = "exact('x'), regex('x'), includes('x') or excludes('x')";

    private ValueParser() {}

    /** @throws IllegalArgumentException if the text is invalid, with the reason */
    static ValueMatcher parse(String text, Variables variables) {
        return isVariable(text) ? plain(variables.value(text.substring(1))) : plain(text);
    }

    static boolean isVariable(String text) {
        return text.startsWith("$");
    }

    private static ValueMatcher plain(String text) {
        checkText(text);
        return switch (text) {
            case "any" -> Keyword.ANY;
            case "none" -> Keyword.NONE;
            default -> {
                Matcher call = CALL_START.matcher(text);
                yield call.lookingAt() ? call(text, call) : new Exact(text);
            }
        };
    }

    /** @throws IllegalArgumentException if the text is empty or has white space */
    static void checkText(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a device or a port is empty");
        }
        if (Variables.hasWhiteSpace(text)) {
            throw new IllegalArgumentException(Printable.quote(text) + " has white space: remove it");
        }
    }

    private static ValueMatcher call(String text, Matcher start) {
        if (endOfCall(text, start) != text.length()) {
            throw notACall(text);
        }
        String argument = text.substring(start.end() + 1, text.length() - 2);
        if (argument.isEmpty()) {
            throw new IllegalArgumentException(Printable.quote(text) + " has an empty argument");
        }
        return switch (start.group(1)) {
            case "exact" -> new Exact(argument);
            case "regex" -> new Regex(PythonRegex.compile(argument));
            case "includes" -> new Includes(argument);
            case "excludes" -> new Excludes(argument);
            default ->
                throw new IllegalArgumentException(
                        Printable.quote(text) + " calls an unknown function: use " + FUNCTIONS);
        };
    }

    /**
     * The end of the first of two values that are separated by a colon: the colon, or the end of the text. A colon
     * within the quotes of a call is part of the call.
     */
    static int endOfFirst(String text) {
        Matcher start = CALL_START.matcher(text);
        if (start.lookingAt()) {
            return endOfCall(text, start);
        }
        int colon = text.indexOf(':');
        return colon < 0 ? text.length() : colon;
    }

    private static int endOfCall(String text, Matcher start) {
        int quote = start.end();
        if (quote < text.length() && (text.charAt(quote) == '\'' || text.charAt(quote) == '"')) {
            String close = text.charAt(quote) + ")";
            for (int at = text.indexOf(close, quote + 1); at >= 0; at = text.indexOf(close, at + 1)) {
                int end = at + close.length();
                if (end == text.length() || text.charAt(end) == ':') {
                    return end;
                }
            }
        }
        throw notACall(text);
    }

    private static IllegalArgumentException notACall(String text) {
        return new IllegalArgumentException(
                Printable.quote(text) + " is not a function call with a quoted argument: use " + FUNCTIONS);
    }
}
