package org.ztpserver.site.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.Printable;

/**
 * A text, number, boolean, date or null.
 *
 * @param text the text as written, without quotes; empty if nothing is written
 * @param type the type by the rules of YAML 1.1
 * @param start offset of its first character in the document, in code points, including quotes
 * @param end offset after its last character
 */
public record YamlScalar(String text, Type type, int line, int start, int end) implements YamlValue {

    /** The type of a scalar by the rules of YAML 1.1. */
    public enum Type {
        TEXT,
        NULL,
        BOOLEAN,
        INTEGER,
        FLOAT,
        TIMESTAMP
    }

    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    private static final Pattern CANONICAL_INTEGER = Pattern.compile("0|-?[1-9][0-9]*");

    /**
     * No unnecessary trailing zero, and few enough digits for an exact round trip through a binary floating point
     * number.
     */
    private static final Pattern CANONICAL_FLOAT = Pattern.compile("-?(?:0|[1-9][0-9]{0,8})\\.(?:0|[0-9]{0,5}[1-9])");

    public boolean isNull() {
        return type == Type.NULL;
    }

    @Override
    public String kind() {
        return isNull() ? "nothing" : Printable.quote(text);
    }

    @Override
    public @Nullable Object toPlain() {
        return switch (type) {
            case NULL -> null;
            case BOOLEAN -> TRUE.contains(text.toLowerCase(Locale.ROOT));
            case INTEGER -> CANONICAL_INTEGER.matcher(text).matches() ? new BigInteger(text) : text;
            case FLOAT -> CANONICAL_FLOAT.matcher(text).matches() ? new BigDecimal(text) : text;
            case TEXT, TIMESTAMP -> text;
        };
    }
}
