package org.ztpserver.site.yaml;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A map in the order of the file. Every key is a scalar and appears once, including merged keys ({@code <<}). */
public final class YamlMapping implements YamlValue {

    /** A key and its value. */
    public record Entry(YamlScalar key, YamlValue value) {}

    private final Map<String, Entry> entries;
    private final int line;

    /** @param entries by the text of the key; nobody changes them from now on */
    YamlMapping(Map<String, Entry> entries, int line) {
        this.entries = Collections.unmodifiableMap(entries);
        this.line = line;
    }

    public Collection<Entry> entries() {
        return entries.values();
    }

    /** The value of a key, which can be a YAML null. */
    public Optional<YamlValue> get(String key) {
        return entry(key).map(Entry::value);
    }

    public Optional<Entry> entry(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public String kind() {
        return "a map";
    }

    @Override
    public Map<String, @Nullable Object> toPlain() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        entries.forEach((key, entry) -> plain.put(key, entry.value().toPlain()));
        return plain;
    }
}
