package org.ztpserver.core.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ztpserver.core.node.Printable;

/**
 * The names that a pattern may use as {@code $name} for a device or a port: its own, then those of the whole neighbordb.
 *
 * @param values by name; a pattern's own value where both have one
 * @param notText the names of values that are no text: nothing can be done with them, but they may stand there unused
 */
public record Variables(Map<String, String> values, Set<String> notText) {

    public static final Variables NONE = new Variables(Map.of(), Set.of());

    private static final Set<String> RESERVED = Set.of("any", "none");

    public Variables {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        notText = Set.copyOf(notText);
    }

    /** These, with a pattern's own over them. */
    public Variables with(Map<String, String> own) {
        Map<String, String> both = new LinkedHashMap<>(values);
        both.putAll(own);
        return new Variables(both, notText);
    }

    /**
     * Refuses a name that has a meaning of its own.
     *
     * @throws IllegalArgumentException saying so
     */
    public static void checkName(String name) {
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("'" + name + "' is a reserved word and can't name a variable");
        }
    }

    /**
     * Refuses a value that no device and no port can have.
     *
     * @throws IllegalArgumentException naming the variable and what is wrong
     */
    static void checkValue(String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("variable " + Printable.quote(name) + " is empty");
        }
        if (hasWhiteSpace(value)) {
            throw new IllegalArgumentException("variable " + Printable.quote(name) + " has white space in its value "
                    + Printable.quote(value) + ", which no device and no port may have");
        }
        if (ValueParser.isVariable(value)) {
            throw new IllegalArgumentException("variable " + Printable.quote(name) + " refers to another one, "
                    + Printable.quote(value) + "; write its value");
        }
    }

    /** Whether there is any in the text, by the rules of Unicode. */
    public static boolean hasWhiteSpace(String text) {
        return text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085');
    }

    String value(String name) {
        String value = values.get(name);
        if (value != null) {
            checkValue(name, value);
            return value;
        }
        throw new IllegalArgumentException(
                notText.contains(name)
                        ? "variable " + Printable.quote(name) + " is not a text"
                        : "unknown variable " + Printable.quote("$" + name));
    }
}
