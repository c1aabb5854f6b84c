package org.ztpserver.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.ztpserver.app.config.Settings;

/** The table of {@code docs/configuration.md} and {@link Settings} are the same. */
class ConfigurationDocTest {

    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final Pattern VARIABLE = Pattern.compile("\"(ZTPS_[A-Z_]+)\"");

    @TempDir
    Path folder;

    /** @param defaultText empty when the page explains it in words; {@code variable} empty when there is none */
    private record Line(String section, String key, Optional<String> defaultText, Optional<String> variable) {

        String file(String value) {
            return "[" + section + "]\n" + key + " = " + value + "\n";
        }
    }

    private record Row(Line line, String example) {}

    private static List<Row> rows() {
        return Markdown.read("docs", "configuration.md")
                .table("section", "key", "default", "for example", "environment variable", "allowed, and what it does")
                .stream()
                .map(cells -> new Row(
                        new Line(
                                code(cells.get(0)).orElseThrow(),
                                code(cells.get(1)).orElseThrow(),
                                code(cells.get(2)),
                                code(cells.get(4))),
                        code(cells.get(3)).orElseThrow()))
                .toList();
    }

    private static Optional<String> code(String cell) {
        Matcher matcher = CODE.matcher(cell);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Test
    void theTableHasEverySettingWithItsDefaultAndItsVariable() {
        List<Line> settings = Settings.all().stream()
                .map(setting -> new Line(setting.section(), setting.key(), setting.defaultText(), setting.variable()))
                .toList();

        assertThat(rows().stream().map(Row::line)).containsExactlyElementsOf(settings);
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsAllowedAndChangesSomething() {
        ServerConfig defaults = read("", Map.of());
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.line.section + "." + row.line.key, () -> {
                    ServerConfig example = read(row.line.file(row.example), Map.of());
                    assertThat(example.warnings()).isEmpty();
                    assertThat(example).isNotEqualTo(defaults);
                    row.line.defaultText.ifPresent(value ->
                            assertThat(read(row.line.file(value), Map.of())).isEqualTo(defaults));
                }));
    }

    @TestFactory
    Stream<DynamicTest> theEnvironmentOverridesTheFile() {
        return rows().stream()
                .filter(row -> row.line.variable.isPresent())
                .map(row -> DynamicTest.dynamicTest(row.line.variable.orElseThrow(), () -> {
                    String file = row.line.defaultText.map(row.line::file).orElse("");
                    assertThat(read(file, Map.of(row.line.variable.orElseThrow(), row.example)))
                            .isEqualTo(read(row.line.file(row.example), Map.of()))
                            .isNotEqualTo(read(file, Map.of()));
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
}
