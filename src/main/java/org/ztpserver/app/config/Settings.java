package org.ztpserver.app.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads one setting after the other, from the environment or else from the file, and collects what is wrong with them.
 */
final class Settings {

    private final String fileName;
    private final IniFile file;
    private final Map<String, String> environment;
    private final List<String> errors = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();

    Settings(String fileName, IniFile file, Map<String, String> environment) {
        this.fileName = fileName;
        this.file = file;
        this.environment = environment;
    }

    /** A setting that the environment can't override. */
    <T> Optional<T> read(String section, String key, Function<String, T> parser) {
        known.add(section + "." + key);
        return file.get(section, key)
                .flatMap(entry ->
                        parse(entry.value(), parser, fileName + ":" + entry.line() + ": [" + section + "] " + key));
    }

    /**
     * A setting that a variable of the environment overrides.
     *
     * @param parser throws IllegalArgumentException saying what is allowed
     */
    <T> Optional<T> read(String section, String key, String variable, Function<String, T> parser) {
        known.add(section + "." + key);
        String value = environment.get(variable);
        return value == null || value.isEmpty()
                ? read(section, key, parser)
                : parse(value, parser, "environment variable " + variable);
    }

    /** What the operator should know: the keys of the file that no call has asked for. */
    List<String> warnings() {
        return file.keys().entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> fileName + ":" + entry.getValue() + ": the setting " + entry.getKey()
                        + " is unknown and has no effect")
                .toList();
    }

    /** @throws ConfigException when anything was wrong */
    void throwErrors() {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
    }

    private <T> Optional<T> parse(String value, Function<String, T> parser, String place) {
        try {
            return Optional.of(parser.apply(value));
        } catch (IllegalArgumentException e) {
            errors.add(place + " = '" + value + "': " + e.getMessage());
            return Optional.empty();
        }
    }
}
