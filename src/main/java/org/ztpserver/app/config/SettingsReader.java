package org.ztpserver.app.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives the values of settings: from the command line, else from the environment, else from the file, else the default.
 * What is wrong is collected, so that the operator sees all of it at once.
 */
final class SettingsReader {

    /** @param place where the text was found, for messages */
    private record Given(String text, String place) {}

    private final String fileName;
    private final IniFile file;
    private final Map<String, String> environment;
    private final Map<Setting<?>, String> commandLine;
    private final Map<Setting<?>, String> errors = new LinkedHashMap<>();

    /** @param fileName as it was named, for messages */
    SettingsReader(
            String fileName, IniFile file, Map<String, String> environment, Map<Setting<?>, String> commandLine) {
        this.fileName = fileName;
        this.file = file;
        this.environment = environment;
        this.commandLine = commandLine;
    }

    /** The value of a setting; when it is wrong, this is remembered for {@link #throwErrors}, and the default is given. */
    <T> T get(Setting<T> setting) {
        Given given = given(setting).orElse(null);
        if (given == null) {
            return setting.defaultValue();
        }
        try {
            return setting.format().parse(given.text());
        } catch (IllegalArgumentException e) {
            errors.put(setting, given.place() + " = '" + given.text() + "': " + e.getMessage());
            return setting.defaultValue();
        }
    }

    private Optional<Given> given(Setting<?> setting) {
        return text(commandLine.get(setting), "command line")
                .or(() -> setting.variable()
                        .flatMap(name -> text(environment.get(name), "environment variable " + name))
                        .filter(Predicate.not(given -> given.text().isEmpty())))
                .or(() -> file.get(setting.section(), setting.key())
                        .map(entry -> new Given(
                                entry.value(),
                                fileName + ":" + entry.line() + ": [" + setting.section() + "] " + setting.key())));
    }

    private static Optional<Given> text(@Nullable String text, String place) {
        return Optional.ofNullable(text).map(found -> new Given(found, place));
    }

    /** What the operator should know: the keys of the file that are no settings. */
    List<String> warnings() {
        Set<String> known = Settings.all().stream().map(Setting::name).collect(Collectors.toSet());
        return file.keys().entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> fileName + ":" + entry.getValue() + ": the setting " + entry.getKey()
                        + " is unknown and has no effect")
                .toList();
    }

    /** @throws ConfigException with everything that was wrong, in the order of the settings */
    void throwErrors() {
        if (!errors.isEmpty()) {
            throw new ConfigException(Settings.all().stream()
                    .filter(errors::containsKey)
                    .map(errors::get)
                    .toList());
        }
    }
}
