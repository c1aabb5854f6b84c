package org.ztpserver.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ztpserver.core.definition.Definition;
import org.ztpserver.site.yaml.YamlMapping;
import org.ztpserver.site.yaml.YamlReader;

/** The values of {@code docs/data-root.md} come out as it says. */
class DataRootDocTest {

    private static final Markdown PAGE = Markdown.read("docs", "data-root.md");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    @TestFactory
    Stream<DynamicTest> yamlValuesBecomeTheJsonThatStandsThere() {
        return rows("YAML", "JSON")
                .map(row -> DynamicTest.dynamicTest(
                        row.get(0),
                        () -> assertThat(yaml("value: " + row.get(0)).get("value"))
                                .isEqualTo(json(row.get(1)))));
    }

    @TestFactory
    Stream<DynamicTest> referencesBecomeWhatStandsThere() {
        return rows("written", "the switch gets")
                .map(row -> DynamicTest.dynamicTest(row.get(0), () -> {
                    Map<String, ?> definition = yaml("attributes: {domain: lab.example.com}\n"
                            + "actions:\n- action: a\n  attributes:\n    value: " + row.get(0) + "\n");
                    Map<String, ?> filled = Definition.of(definition)
                            .draft(Map.of("hostname", "leaf1"))
                            .fill(Map.of());
                    assertThat(filled.get("actions"))
                            .isEqualTo(List.of(Map.of(
                                    "action", "a", "attributes", Collections.singletonMap("value", json(row.get(1))))));
                }));
    }

    private static Stream<List<String>> rows(String... columns) {
        List<List<String>> rows = PAGE.table(columns);
        assertThat(rows).hasSizeGreaterThan(5);
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell.substring(1, cell.length() - 1))
                        .toList());
    }

    private static Map<String, ?> yaml(String text) {
        return ((YamlMapping) YamlReader.parse("example", text).orElseThrow()).toPlain();
    }

    private static Object json(String text) throws JsonProcessingException {
        return JSON.readValue(text, Object.class);
    }
}
