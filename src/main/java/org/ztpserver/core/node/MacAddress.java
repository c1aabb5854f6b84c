package org.ztpserver.core.node;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A MAC address, read from any notation: {@code 00:1c:73:aa:bb:cc}, {@code 00-1C-73-AA-BB-CC}, {@code 001c.73aa.bbcc}
 * or {@code 001c73aabbcc}.
 *
 * @param value twelve lower-case hexadecimal digits
 */
public record MacAddress(String value) {

    private static final Pattern CANONICAL = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern WRITTEN =
            Pattern.compile("X{12}|X{2}([:.-])X{2}(?:\\1X{2}){4}|X{4}([:.-])X{4}\\2X{4}".replace("X", "[0-9A-Fa-f]"));

    /** @throws IllegalArgumentException if the value is not twelve lower-case hexadecimal digits */
    public MacAddress {
        require(CANONICAL, value);
    }

    /**
     * Reads an address in any notation.
     *
     * @throws IllegalArgumentException if the text is not a MAC address; the message is safe to show
     */
    public static MacAddress parse(String text) {
        require(WRITTEN, text);
        return new MacAddress(withoutSeparators(text).toLowerCase(Locale.ROOT));
    }

    /** Like {@link #parse}, but empty if the text is not a MAC address. */
    public static Optional<MacAddress> find(String text) {
        return WRITTEN.matcher(text).matches() ? Optional.of(parse(text)) : Optional.empty();
    }

    /** The text without {@code :}, {@code .} and {@code -}, whether or not it is a MAC address. */
    static String withoutSeparators(String text) {
        return text.replace(":", "").replace(".", "").replace("-", "");
    }

    private static void require(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    Printable.quote(text) + " is not a MAC address such as 00:1c:73:aa:bb:cc");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
