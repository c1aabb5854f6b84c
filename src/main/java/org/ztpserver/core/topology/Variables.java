package org.ztpserver.core.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ztpserver.core.node.Printable;

/**
 * The variables that a pattern can use as {@code $name} for a device or a port: its own, then those of neighbordb.
 *
 * @param values the values by name; the pattern's own value has priority
 * @param notText the names of variables that are not text; they are allowed if no pattern uses them
 */
public record Variables(Map<String, String> values, Set<String> notText) {

    public static final Variables NONE = new Variables(Map.of(), Set.of());

    private static final Set<String> RESERVED = Set.of("any", "none");

    public Variables {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        notText = Set.copyOf(notText);
    }

    /** These variables and those of a pattern, which have priority. */
    public Variables with(Map<String, String> own) {
        if (own.isEmpty()) {
            return this;
        }
        Map<String, String> both = new LinkedHashMap<>(values);
        both.putAll(own);
        return new Variables(both, notText);
    }

    /**
     * Refuses a reserved word as a name.
     *
     * @throws IllegalArgumentException if the name is a reserved word
     */
    public static void checkName(String name) {
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("'" + name + "' is a reserved word: rename the variable");
        }
    }

    /**
     * Refuses a value that is not valid for a device or a port.
     *
     * @throws IllegalArgumentException with the variable and what is wrong
     */
    static void checkValue(String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("variable " + Printable.quote(name) + " is empty");
        }
        if (hasWhiteSpace(value)) {
            throw new IllegalArgumentException("variable " + Printable.quote(name) + " has white space in its value "
                    + Printable.quote(value) + ": remove it");
        }
        if (ValueParser.isVariable(value)) {
            throw new IllegalArgumentException("variable " + Printable.quote(name) + " refers to the variable "
                    + Printable.quote(value) + ": write its value instead");
        }
    }

    /** Whether the text has white space, by the rules of Unicode. */
    public static boolean hasWhiteSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085') {
                return true;
            }
        }
        return false;
    }

    String value(String name) {
        String value = values.get(name);
        if (value != null) {
            checkValue(name, value);
            return value;
        }
        throw new IllegalArgumentException(
                notText.contains(name)
                        ? "variable " + Printable.quote(name) + " is not text"
                        : "unknown variable " + Printable.quote("$" + name));
    }
}
