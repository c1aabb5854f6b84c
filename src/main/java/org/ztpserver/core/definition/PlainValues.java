package org.ztpserver.core.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks plain values, as in YAML and JSON: maps, lists, text, numbers, booleans and null. */
public final class PlainValues {

    private PlainValues() {}

    /** A copy in which {@code replace} was applied to every text at any depth. Keys and order stay the same. */
    public static @Nullable Object mapTexts(@Nullable Object value, Function<String, @Nullable Object> replace) {
        if (value instanceof String text) {
            return replace.apply(text);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, entry) -> copy.put((String) key, mapTexts(entry, replace)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(entry -> copy.add(mapTexts(entry, replace)));
            return copy;
        }
        return value;
    }
}
