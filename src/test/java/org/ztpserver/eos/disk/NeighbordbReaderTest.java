package org.ztpserver.eos.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.site.Finding;
import org.ztpserver.core.topology.MatchResult;
import org.ztpserver.core.topology.Mismatch;
import org.ztpserver.core.topology.Neighbordb;
import org.ztpserver.core.topology.NodePattern;

class NeighbordbReaderTest {

    @Test
    void variablesBelowThePatternsAreReadOnceAndApplyToThem() {
        String patterns = """
                patterns:
                  - {name: leaf, definition: x, interfaces: [{Ethernet1: $spine}]}
                  - {definition: y, model: a}
                """;

        assertThat(findings(patterns + "variables: {spine: spine1, any: x}"))
                .extracting(Finding::toString)
                .containsExactly(
                        "neighbordb:3: pattern 2: has no name",
                        "neighbordb:4: variables: 'any' is a reserved word: rename the variable");
        assertThat(findings(patterns + "variables: {}"))
                .extracting(Finding::toString)
                .containsExactly(
                        "neighbordb:2: pattern 'leaf': interfaces: unknown variable '$spine'",
                        "neighbordb:3: pattern 2: has no name");
    }

    @Test
    void everyFaultIsFoundAtOnceWithItsLine() {
        String file = """
                variables: {any: x, pod: [unused]}
                patterns:
                  - name: leaf
                    definition: leaf one
                    interfaces:
                      - Ethernet1: spine1:any:more
                      - Ethernet0: spine1
                      - any: $gone
                  - definition: x
                    modle: vEOS
                  - name: both
                    definition: x
                    node: S1
                    model: (
                """;

        assertThat(findings(file))
                .extracting(Finding::toString)
                .containsExactly(
                        "neighbordb:1: variables: 'any' is a reserved word: rename the variable",
                        "neighbordb:4: pattern 'leaf': definition 'leaf one' must not have white space",
                        "neighbordb:6: pattern 'leaf': interfaces: 'Ethernet1': 'spine1:any:more' has more than device:port: put a name with a colon into a function, as in exact('a:b')",
                        "neighbordb:7: pattern 'leaf': interfaces: interface 'Ethernet0' has the number 0: interfaces start at 1",
                        "neighbordb:8: pattern 'leaf': interfaces: unknown variable '$gone'",
                        "neighbordb:9: pattern 2: has nothing to match; it needs a node, a model or interfaces",
                        "neighbordb:9: pattern 2: has no name",
                        "neighbordb:10: pattern 2: unknown key 'modle': use one of name, definition, node, model, "
                                + "interfaces, variables, config-handler, config_handler",
                        "neighbordb:14: pattern 'both': has a node and a model; only one of them is allowed",
                        "neighbordb:14: pattern 'both': model: '(' is not a regular expression: missing ), unterminated "
                                + "subpattern (character 1)");
        Faults.assertThatFault(FaultKind.INVALID_FILE).isThrownBy(() -> read(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the file
                "hello",
                "- a",
                "5",
                "[]",
                "patterns:",
                "patterns: hello",
                "patterns: {a: b}",
                "variables: 5",
                "variables:",
                "variables: [v]",
                "variables: {any: x}",
                "variables: {none: x}",
                "patterns: [~]",
                "patterns: [hello]",
                "patterns: [[a]]",
                "a: b\na: c",
                "a: b\n---\na: b",
                "a: !!python/name:os.system x",
                "a:\n\tb: c",
                "a: &a [*a]",
                "a: [",
                "a: b\u0007",
                // the keys of a pattern
                "patterns: [{}]",
                "patterns: [{name: P, definition: x}]",
                "patterns: [{name: P, interfaces: []}]",
                "patterns: [{definition: x, interfaces: []}]",
                "patterns: [{name: P, definition: x, interface: []}]",
                "patterns: [{name: P, definition: x, interfaces: [], node_id: x}]",
                "patterns: [{name: P, definition: x, node: a, model: b}]",
                "patterns: [{name: P, definition: x, node: a, config-handler: h, config_handler: h}]",
                "patterns: [{name: P, name: P, definition: x, node: a}]",
            })
    void aFileThatIsNotAsDescribedIsInvalid(String file) {
        assertThat(findings(file)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name:",
                "name: ~",
                "name: ''",
                "name: []",
                "name: {}",
                "definition:",
                "definition: null",
                "definition: ''",
                "definition: []",
                "definition: a b",
                "definition: ' a'",
                "definition: \"a\\n\"",
                "definition: \"a\\u00a0b\"",
                "node:",
                "node: ~",
                "node: ''",
                "node: []",
                "node: {}",
                "model:",
                "model: null",
                "model: []",
                "model: '('",
                "model: 'a**'",
                "model: '\\p'",
                "interfaces:",
                "interfaces: null",
                "interfaces: any",
                "interfaces: {any: any}",
                "variables:",
                "variables: 5",
                "variables: []",
                "variables: {any: x}",
                "variables: {none: x}",
                "variables: {v: }",
                "variables: {v: [x]}",
                "variables: {v: {x: y}}",
                "config-handler:",
                "config-handler: ''",
                "config-handler: []",
                "config_handler: ~"
            })
    void aKeyWithAWrongValueIsInvalid(String key) {
        String name = key.startsWith("name:") ? "" : "name: P\n    ";
        String definition = key.startsWith("definition:") ? "" : "definition: x\n    ";
        String matched = key.matches("(?s)(node|model|interfaces):.*") ? "" : "interfaces: []\n    ";

        assertThat(findings("patterns:\n  - " + name + definition + matched + key + "\n"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: typo, definition: registered, nood: x}",
                "{name: typo, definition: registered}",
                "{name: typo, node: x}",
                "{name: typo, definition: registered, interfaces: [{Ethernet: any}]}",
                "{name: typo, definition: registered, model: '['}",
                "{name: typo, name: typo}"
            })
    void oneInvalidPatternMakesAllInvalid(String pattern) {
        String file = "patterns: [" + pattern + ", {name: good, definition: registered, node: S1}]";

        Faults.assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> read(file))
                .withMessageStartingWith("neighbordb:1: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "a b", "$w", "regex('(')"})
    void aVariableThatNoPortCanHaveIsInvalidWhereItIsUsedOnly(String value) {
        String pattern = "patterns: [{name: P, definition: x, variables: {v: \"%s\"}, interfaces: [{any: '%s'}]}]\n";
        String text = value.replaceAll("^''$", "");

        assertThat(findings(pattern.formatted(text, "spine1"))).isEmpty();
        assertThat(findings(pattern.formatted(text, "$v"))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void aLineThatMeansNothingIsInvalid(String line) {
        assertThat(findings(withVariables(line))).isNotEmpty();
    }

    static Stream<String> aLineThatMeansNothingIsInvalid() {
        return lines("/topology/invalid-lines.txt");
    }

    @ParameterizedTest
    @MethodSource
    void aLineThatMeansSomethingIsTaken(String line) {
        assertThat(findings(withVariables(line))).isEmpty();
    }

    static Stream<String> aLineThatMeansSomethingIsTaken() {
        return lines("/topology/valid-lines.txt");
    }

    /** The lines of a file that are not comments. */
    private static Stream<String> lines(String resource) {
        try (InputStream in = NeighbordbReaderTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withVariables(String line) {
        return """
                variables: {v: d, my-var: d, wild: any, nobody: none, list: [x], empty: '', blank: a b, ref: $v, void: ,
                            regex: "regex('(')", call: starts('x'), number: 5}
                patterns:
                  - name: P
                    definition: x
                    interfaces:
                      - %s
                """.formatted(line);
    }

    @Test
    void wordsThatYamlReadsAsSomethingElseKeepTheirText() {
        for (String text :
                List.of("0012345", "1234567890", "11:22:33:44:55:01", "1E5", "4.20", "yes", "2001-01-01", "0x1F")) {
            Neighbordb neighbordb =
                    read("patterns:\n  - {name: %s, definition: %s, node: %s}\n".formatted(text, text, text));

            NodePattern pattern = neighbordb.patterns().get(0);
            assertThat(pattern.name()).isEqualTo(text);
            assertThat(pattern.definition()).isEqualTo(text);
            assertThat(pattern.node()).isEqualTo(text);
        }
        assertThat(read("patterns: [{name: P, definition: x, model: 4.20}]")
                        .match(node("4.20", "S1"), NodeId.parse("S1"))
                        .pattern())
                .isPresent();
    }

    @Test
    void aFileWithoutPatternsIsFine() {
        for (String file :
                List.of("", "---\n", "# nothing\n", "{}", "variables: {}", "patterns: []", "anchors: &a {b: c}")) {
            assertThat(read(file).patterns()).isEmpty();
        }
    }

    @Test
    void anchorsAndMergeKeysWork() {
        Neighbordb neighbordb = read("""
                shared: &leaf {definition: leaf, interfaces: &links [{any: spine1}]}
                patterns:
                  - {<<: *leaf, name: one}
                  - {name: two, definition: x, interfaces: *links}
                """);

        assertThat(neighbordb.patterns()).extracting(NodePattern::name).containsExactly("one", "two");
        assertThat(neighbordb.patterns()).extracting(NodePattern::definition).containsExactly("leaf", "x");
    }

    @Test
    void underSystemmacAPatternsNodeIsComparedWithoutSeparatorsAndCase() {
        NeighbordbReader reader = new NeighbordbReader(IdentifierScheme.SYSTEMMAC);
        Neighbordb neighbordb =
                reader.read("neighbordb", bytes("patterns: [{name: P, definition: x, node: 00-1C:73.aa:BB:cc}]"));

        assertThat(neighbordb
                        .match(node(null, "S1"), NodeId.parse("001c73aabbcc"))
                        .pattern())
                .isPresent();
        assertThat(neighbordb
                        .match(node(null, "S1"), NodeId.parse("001c73aabbcd"))
                        .pattern())
                .isEmpty();
        assertThat(reader.findings("neighbordb", bytes("patterns: [{name: P, definition: x, node: SSJ17}]")))
                .extracting(Finding::message)
                .containsExactly("pattern 'P': node 'SSJ17' is not a MAC address, but identifier = systemmac");
    }

    @Test
    void thePatternsThatWereTriedSayWhyTheyAreNotTheOne() {
        Neighbordb neighbordb = read("""
                patterns:
                  - {name: spine, definition: x, model: DCS-75}
                  - {name: leaf, definition: x, interfaces: [{Ethernet1: spine1}]}
                  - {name: rest, definition: x, interfaces: []}
                  - {name: unseen, definition: x, interfaces: []}
                  - {name: named, definition: x, node: S2, interfaces: [{any: any}]}
                """);

        MatchResult result = neighbordb.match(node("vEOS", "S1"), NodeId.parse("S1"));
        assertThat(result.pattern()).map(NodePattern::name).hasValue("rest");
        assertThat(result.mismatches())
                .extracting(Mismatch::toString)
                .containsExactly(
                        "pattern 'spine': model 'vEOS' does not match 'DCS-75'",
                        "pattern 'leaf': 'Ethernet1: spine1:any' has no neighbor");

        MatchResult none = neighbordb.match(node("vEOS", "S2"), NodeId.parse("S2"));
        assertThat(none.pattern()).isEmpty();
        assertThat(none.mismatchCount()).isOne();
        assertThat(none.mismatches()).containsExactly(new Mismatch("named", "'any: any:any' has no neighbor"));
    }

    private static Node node(@Nullable String model, String serialnumber) {
        return new Node(model, "001c73aabbcc", serialnumber, null, Map.of());
    }

    private static List<Finding> findings(String file) {
        return new NeighbordbReader(IdentifierScheme.SERIALNUMBER).findings("neighbordb", bytes(file));
    }

    private static Neighbordb read(String file) {
        return new NeighbordbReader(IdentifierScheme.SERIALNUMBER).read("neighbordb", bytes(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
