package org.ztpserver.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ztpserver.conf}: sections, keys and values as Python's {@code RawConfigParser} reads them, because the files in
 * the field were written for it. A comment has a line of its own, quotes and {@code #} inside a value belong to it, keys
 * have no case. A line that is indented further than the key before it goes on with its value.
 */
final class IniFile {

    /** What follows the bracket is of no meaning to Python: people write a comment there. */
    private static final Pattern SECTION = Pattern.compile("\\[(.+)]");

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
        int keyIndent = 0;
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            int indent = raw.indexOf(line);
            if (section != null && key != null && indent > keyIndent) {
                section.computeIfPresent(
                        key, (k, begun) -> new Entry((begun.value() + "\n" + line).strip(), begun.line()));
                continue;
            }
            key = null;
            keyIndent = indent;
            Matcher header = SECTION.matcher(line);
            if (header.lookingAt()) {
                section = file.sections.computeIfAbsent(header.group(1).strip(), s -> new LinkedHashMap<>());
                continue;
            }
            int separator = separator(line);
            if (section == null || separator <= 0) {
                errors.add(name + ":" + number + ": expected a [section], a 'key = value' in one, or a # comment");
                continue;
            }
            key = line.substring(0, separator).strip().toLowerCase(Locale.ROOT);
            Entry first = section.get(key);
            if (first != null) {
                errors.add(name + ":" + number + ": '" + key + "' stands here again, first in line " + first.line()
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

    /** Every key as {@code section.key}, in the order of the file, with its line. */
    Map<String, Integer> keys() {
        Map<String, Integer> keys = new LinkedHashMap<>();
        sections.forEach(
                (section, entries) -> entries.forEach((key, entry) -> keys.put(section + "." + key, entry.line())));
        return keys;
    }

    private static int separator(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
    }
}
