package org.ztpserver.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ztpserver.conf}: sections, keys and values as Python's {@code RawConfigParser} reads them, because the files in
 * the field were written for it. A comment has a line of its own, quotes and {@code #} inside a value belong to it, keys
 * have no case.
 */
final class IniFile {

    /** @param line counted from 1 */
    record Entry(String value, int line) {}

    private final Map<String, Map<String, Entry>> sections = new LinkedHashMap<>();

    private IniFile() {}

    /**
     * @param name of the file, for messages
     * @throws ConfigException with every line that is no section, key or comment, or that is there twice
     */
    static IniFile parse(String name, String text) {
        IniFile file = new IniFile();
        List<String> errors = new ArrayList<>();
        Map<String, Entry> section = null;
        String key = null;
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (section != null && key != null && Character.isWhitespace(raw.charAt(0))) {
                section.computeIfPresent(
                        key, (k, begun) -> new Entry((begun.value() + "\n" + line).strip(), begun.line()));
                continue;
            }
            key = null;
            if (line.startsWith("[") && line.endsWith("]")) {
                section = file.sections.computeIfAbsent(
                        line.substring(1, line.length() - 1).strip(), s -> new LinkedHashMap<>());
                continue;
            }
            int separator = separator(line);
            if (section == null || separator <= 0) {
                errors.add(name + ":" + number + ": expected a [section], a 'key = value' in one, or a # comment");
                continue;
            }
            key = line.substring(0, separator).strip().toLowerCase(Locale.ROOT);
            Entry before = section.get(key);
            if (before != null) {
                errors.add(name + ":" + number + ": '" + key + "' stands here again, first in line " + before.line()
                        + ": remove one");
            }
            section.put(key, new Entry(line.substring(separator + 1).strip(), number));
        }
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
        return file;
    }

    static IniFile empty() {
        return new IniFile();
    }

    Optional<Entry> get(String section, String key) {
        return Optional.ofNullable(sections.get(section)).map(entries -> entries.get(key));
    }

    /** Every key as {@code section.key}, in the order of the file. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        sections.forEach((section, entries) -> entries.keySet().forEach(key -> keys.add(section + "." + key)));
        return keys;
    }

    private static int separator(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
    }
}
