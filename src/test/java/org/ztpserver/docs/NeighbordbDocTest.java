package org.ztpserver.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeValues;
import org.ztpserver.core.site.Finding;
import org.ztpserver.core.topology.MatchResult;
import org.ztpserver.core.topology.Mismatch;
import org.ztpserver.eos.disk.NeighbordbReader;

/**
 * Every example of {@code docs/neighbordb.md} comes out as it says there.
 *
 * <p>A block {@code yaml neighbordb} is a file; the word {@code systemmac} behind it says how nodes are identified. Each
 * block {@code json node} after it is a switch, and the block {@code text outcome} after that is what the switch gets.
 * A block {@code text findings} is what is wrong in the file.
 */
class NeighbordbDocTest {

    private static final Markdown PAGE = Markdown.read("docs", "neighbordb.md");
    private static final String FILE = "neighbordb";

    private record Example(String name, String expected, String actual) {}

    @TestFactory
    Stream<DynamicTest> everyExampleComesOutAsItSays() {
        return examples().stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.name, () -> assertThat(example.actual).isEqualTo(example.expected)));
    }

    @Test
    void everyFileIsTriedAndEveryNodeHasAnOutcome() {
        List<String> order = PAGE.blocks().stream()
                .map(block -> block.info().replaceFirst(" .*", ""))
                .toList();
        long outcomes = order.stream().filter("text"::equals).count();

        assertThat(examples()).hasSize((int) outcomes).hasSizeGreaterThan(10);
        for (int i = 0; i < order.size(); i++) {
            if (!order.get(i).equals("text")) {
                assertThat(order.subList(i, order.size()))
                        .as("what follows line %d", PAGE.blocks().get(i).line())
                        .contains("text");
            }
            if (order.get(i).equals("json")) {
                assertThat(order.get(i + 1)).isEqualTo("text");
            }
        }
    }

    /** The table of the guide has all 27 combinations; each is tried with a neighbor that fits it, and with none. */
    @TestFactory
    Stream<DynamicTest> everyRowOfTheTableSaysWhatThePatternDoes() {
        List<List<String>> rows = PAGE.table("local", "device", "port", "what it asks", "kind");
        assertThat(rows).hasSize(27);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(String.join(" ", row.subList(0, 3)), () -> {
                    String text = "patterns:\n- name: p\n  definition: d\n  interfaces:\n  - "
                            + row.get(0).replace("I", "Ethernet1")
                            + ": {device: " + row.get(1).replace("D", "spine1") + ", port: "
                            + row.get(2).replace("P", "Ethernet7") + "}\n";
                    NeighbordbReader reader = new NeighbordbReader(IdentifierScheme.SERIALNUMBER);
                    switch (row.get(4)) {
                        case "refused" ->
                            assertThat(reader.findings(FILE, bytes(text))).hasSize(1);
                        case "positive" -> {
                            assertThat(matches(
                                            text, "{\"Ethernet1\":[{\"device\":\"spine1\",\"port\":\"Ethernet7\"}]}"))
                                    .isTrue();
                            assertThat(matches(text, "{}")).isFalse();
                        }
                        case "negative" -> {
                            assertThat(matches(
                                            text, "{\"Ethernet1\":[{\"device\":\"spine1\",\"port\":\"Ethernet7\"}]}"))
                                    .isFalse();
                            assertThat(matches(text, "{}")).isTrue();
                        }
                        default -> throw new AssertionError("no kind: " + row);
                    }
                }));
    }

    private static boolean matches(String neighbordb, String neighbors) {
        return outcome(
                        neighbordb,
                        IdentifierScheme.SERIALNUMBER,
                        "{\"serialnumber\":\"JPE1\",\"neighbors\":" + neighbors + "}")
                .startsWith("pattern 'p' matches");
    }

    private static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        String file = "";
        IdentifierScheme scheme = IdentifierScheme.SERIALNUMBER;
        String node = "";
        for (Markdown.Block block : PAGE.blocks()) {
            String name = "line " + block.line();
            switch (block.info()) {
                case "yaml neighbordb", "yaml neighbordb systemmac" -> {
                    file = block.text();
                    scheme = block.info().endsWith("systemmac")
                            ? IdentifierScheme.SYSTEMMAC
                            : IdentifierScheme.SERIALNUMBER;
                }
                case "json node" -> node = block.text();
                case "text outcome" -> examples.add(new Example(name, block.text(), outcome(file, scheme, node)));
                case "text findings" -> examples.add(new Example(name, block.text(), findings(file, scheme)));
                default -> throw new AssertionError(name + ": a block that no test looks at: " + block.info());
            }
        }
        return examples;
    }

    private static String findings(String file, IdentifierScheme scheme) {
        return new NeighbordbReader(scheme)
                .findings(FILE, bytes(file)).stream()
                        .map(Finding::toString)
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String outcome(String file, IdentifierScheme scheme, String json) {
        Node node = node(json);
        MatchResult result =
                new NeighbordbReader(scheme).read(FILE, bytes(file)).match(node, scheme.identify(node));
        String mismatches = result.mismatches().map(Mismatch::toString).collect(Collectors.joining("\n", "", ""));
        return result.pattern()
                .map(pattern -> "pattern '" + pattern.name() + "' matches: definition " + pattern.definition() + "\n")
                .orElse("no pattern matches\n" + mismatches + (mismatches.isEmpty() ? "" : "\n"));
    }

    private static Node node(String json) {
        try {
            return NodeValues.read(new JsonMapper().readValue(json, new TypeReference<Map<String, Object>>() {}));
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
