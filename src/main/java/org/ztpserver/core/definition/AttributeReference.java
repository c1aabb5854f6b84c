package org.ztpserver.core.definition;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code $name} as a value: refers to an attribute of the node, else to one of the definition, else to null (contract
 * A5 step 4).
 *
 * <p>There is only one level: a value that is filled in is not looked up again. {@code $$name} is the literal {@code
 * $name}. Any other text that begins with {@code $}, such as the hash {@code $1$KuOS...}, is not a reference and stays
 * unchanged.
 */
final class AttributeReference implements Function<String, @Nullable Object> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private final Map<String, ?> nodeAttributes;
    private final Map<String, ?> definitionAttributes;

    AttributeReference(Map<String, ?> nodeAttributes, Map<String, ?> definitionAttributes) {
        this.nodeAttributes = nodeAttributes;
        this.definitionAttributes = definitionAttributes;
    }

    @Override
    public @Nullable Object apply(String text) {
        if (!text.startsWith("$")) {
            return text;
        }
        String rest = text.substring(1);
        if (rest.startsWith("$") && NAME.matcher(rest.substring(1)).matches()) {
            return rest;
        }
        if (!NAME.matcher(rest).matches()) {
            return text;
        }
        return nodeAttributes.containsKey(rest) ? nodeAttributes.get(rest) : definitionAttributes.get(rest);
    }
}
