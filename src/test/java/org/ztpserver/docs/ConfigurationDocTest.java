package org.ztpserver.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.app.config.ServerConfig;
import org.ztpserver.app.config.ServerConfigReader;

/** The table of {@code docs/configuration.md} and the settings that the server knows are the same. */
class ConfigurationDocTest {

    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final Pattern VARIABLE = Pattern.compile("\"(ZTPS_[A-Z_]+)\"");

    /** Of {@link ServerConfig}, what is no setting. */
    private static final Set<String> NO_SETTINGS = Set.of("source", "warnings");

    @TempDir
    Path folder;

    /** @param defaultValue empty when the page explains it in words; {@code variable} empty when there is none */
    private record Row(
            String section, String key, Optional<String> defaultValue, String example, Optional<String> variable) {

        String line(String value) {
            return "[" + section + "]\n" + key + " = " + value + "\n";
        }
    }

    private static List<Row> rows() {
        return Markdown.read("docs", "configuration.md")
                .table("section", "key", "default", "for example", "environment variable", "allowed, and what it does")
                .stream()
                .map(cells -> new Row(
                        code(cells.get(0)).orElseThrow(),
                        code(cells.get(1)).orElseThrow(),
                        code(cells.get(2)),
                        code(cells.get(3)).orElseThrow(),
                        code(cells.get(4))))
                .toList();
    }

    private static Optional<String> code(String cell) {
        Matcher matcher = CODE.matcher(cell);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @TestFactory
    Stream<DynamicTest> everyKeyInTheTableIsKnownAndHasTheDefaultThatStandsThere() {
        Map<String, Object> defaults = values(read("", Map.of()));
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.section + "." + row.key, () -> {
                    ServerConfig example = read(row.line(row.example), Map.of());
                    assertThat(example.warnings()).isEmpty();
                    assertThat(changed(defaults, values(example))).hasSize(1);
                    row.defaultValue.ifPresent(value -> assertThat(
                                    changed(defaults, values(read(row.line(value), Map.of()))))
                            .isEmpty());
                }));
    }

    @Test
    void everySettingOfTheServerIsInTheTable() {
        Map<String, Object> defaults = values(read("", Map.of()));
        Set<String> documented = new TreeSet<>();
        rows().forEach(row -> documented.addAll(changed(defaults, values(read(row.line(row.example), Map.of())))));

        assertThat(documented).containsExactlyInAnyOrderElementsOf(defaults.keySet());
    }

    @TestFactory
    Stream<DynamicTest> theEnvironmentOverridesTheFile() {
        return rows().stream()
                .filter(row -> row.variable.isPresent())
                .map(row -> DynamicTest.dynamicTest(row.variable.get(), () -> {
                    String file = row.defaultValue.map(row::line).orElse("");
                    ServerConfig overridden = read(file, Map.of(row.variable.get(), row.example));
                    assertThat(values(overridden)).isEqualTo(values(read(row.line(row.example), Map.of())));
                    assertThat(values(overridden)).isNotEqualTo(values(read(file, Map.of())));
                }));
    }

    @Test
    void everyVariableThatTheServerNamesIsInTheManual() throws IOException {
        Set<String> named = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                VARIABLE.matcher(Files.readString(source)).results().forEach(found -> named.add(found.group(1)));
            }
        }
        String manual = Markdown.pages().stream()
                .flatMap(page -> page.lines().stream())
                .reduce("", (all, line) -> all + "\n" + line);

        assertThat(named)
                .contains("ZTPS_CONFIG")
                .allSatisfy(variable -> assertThat(manual).contains("`" + variable + "`"));
    }

    private ServerConfig read(String text, Map<String, String> environment) {
        try {
            return new ServerConfigReader(environment).read(Files.writeString(folder.resolve("test.conf"), text), null);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> changed(Map<String, Object> before, Map<String, Object> after) {
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(name -> before.getOrDefault(name, "").equals(after.getOrDefault(name, "")));
        return changed;
    }

    /** Every setting by its name, records within records taken apart. */
    private static Map<String, Object> values(ServerConfig config) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : ServerConfig.class.getRecordComponents()) {
            if (!NO_SETTINGS.contains(component.getName())) {
                collect(component.getName(), get(component, config), values);
            }
        }
        return values;
    }

    private static void collect(String name, Object value, Map<String, Object> values) {
        if (value.getClass().isRecord() && value.getClass().getRecordComponents().length > 1) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                collect(name + "." + component.getName(), get(component, value), values);
            }
        } else {
            values.put(name, value);
        }
    }

    private static Object get(RecordComponent component, Object value) {
        try {
            component.getAccessor().setAccessible(true); // some of the records are not public
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
