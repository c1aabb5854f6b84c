package org.ztpserver.core.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code function('arg')} as a value: asks a pool or a plugin for the value (contract A5 step 5).
 *
 * @param function {@code allocate}, {@code sqlite} or the name of a plugin
 * @param argument the text between the quotes: not empty, without white space
 */
public record ResourceCall(String function, String argument) {

    private static final Pattern CALL = Pattern.compile("(\\w+)\\((['\"])(\\S+)\\2\\)");

    /** The call, if the whole text is one; empty if it is plain text. */
    public static Optional<ResourceCall> parse(String text) {
        Matcher call = CALL.matcher(text);
        return call.matches() ? Optional.of(new ResourceCall(call.group(1), call.group(3))) : Optional.empty();
    }

    /** All values at any depth that are calls, in their order. */
    public static List<ResourceCall> allIn(@Nullable Object values) {
        List<ResourceCall> calls = new ArrayList<>();
        PlainValues.mapTexts(values, text -> {
            parse(text).ifPresent(calls::add);
            return text;
        });
        return calls;
    }

    @Override
    public String toString() {
        return function + "('" + argument + "')";
    }
}
