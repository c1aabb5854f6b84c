package org.ztpserver.site.yaml;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.node.Printable;

/**
 * The keys of one map, read by name and type. A value of the wrong type becomes a finding.
 *
 * @param forgiving whether a key without a value counts as missing
 */
public record Fields(YamlMapping map, Findings findings, boolean forgiving) {

    public boolean has(String key) {
        return value(key).isPresent();
    }

    private Optional<YamlValue> value(String key) {
        return map.get(key).filter(value -> !(forgiving && isNull(value)));
    }

    private static boolean isNull(YamlValue value) {
        return value instanceof YamlScalar scalar && scalar.isNull();
    }

    /** The place of a key, or of the map if the key is missing. */
    public YamlValue place(String key) {
        return map.entry(key).map(entry -> (YamlValue) entry.key()).orElse(map);
    }

    /** A text exactly as written; null if the key is missing. Adds a finding if the value is not text. */
    @Nullable
    public String text(String key) {
        YamlValue value = value(key).orElse(null);
        if (value == null) {
            return null;
        }
        if (!(value instanceof YamlScalar scalar) || scalar.isNull()) {
            findings.add(value, key + " must be text, not " + value.kind());
            return null;
        }
        return scalar.text();
    }

    /** Like {@link #text}, but not empty. */
    @Nullable
    public String name(String key) {
        String text = text(key);
        if (text != null && text.isEmpty()) {
            findings.add(place(key), key + " is empty");
        }
        return text;
    }

    /** Passes on the value of a key if it is present. Adds a finding if it does not have the given type. */
    public <T extends YamlValue> void with(String key, Class<T> type, String typeName, Consumer<T> reader) {
        value(key).ifPresent(value -> {
            if (type.isInstance(value)) {
                reader.accept(type.cast(value));
            } else {
                findings.add(value, key + " must be " + typeName + ", not " + value.kind());
            }
        });
    }

    public void allowOnly(List<String> keys) {
        for (YamlMapping.Entry entry : map.entries()) {
            if (!keys.contains(entry.key().text())) {
                findings.add(
                        entry.key(),
                        "unknown key " + Printable.quote(entry.key().text()) + ": use one of "
                                + String.join(", ", keys));
            }
        }
    }
}
