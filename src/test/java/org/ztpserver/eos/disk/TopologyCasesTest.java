package org.ztpserver.eos.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Neighbor;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.topology.MatchResult;
import org.ztpserver.core.topology.NodePattern;
import org.ztpserver.core.topology.Requirements;

/** A neighbordb, a node and the outcome: what other implementations of section A6 agree on. */
class TopologyCasesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** From a reference model of the contract. */
    @ParameterizedTest
    @MethodSource
    void theModelAgrees(Case fact) {
        fact.check();
    }

    static Stream<Case> theModelAgrees() {
        return cases("/topology/cases.jsonl");
    }

    /** What Arista's own server does, where the contract names no difference. */
    @ParameterizedTest
    @MethodSource
    void theDeployedServerAgrees(Case fact) {
        fact.check();
    }

    static Stream<Case> theDeployedServerAgrees() {
        return cases("/topology/peer-facts.jsonl");
    }

    private static Stream<Case> cases(String resource) {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = TopologyCasesTest.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                cases.add(new Case(cases.size() + 1, JSON.readTree(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases.stream();
    }

    record Case(int line, JsonNode json) {

        void check() {
            assertThat(outcome()).as(json.toString()).isEqualTo(expected());
        }

        private String expected() {
            String outcome = json.get("outcome").asText();
            return outcome.equals("match") ? "match " + json.get("pattern").asText() : outcome;
        }

        private String outcome() {
            IdentifierScheme scheme =
                    IdentifierScheme.parse(json.get("identifier").asText());
            byte[] neighbordb = json.get("neighbordb").asText().getBytes(StandardCharsets.UTF_8);
            Node node = node(json.get("node"));
            try {
                MatchResult result = new NeighbordbReader(scheme)
                        .read("neighbordb", neighbordb)
                        .match(node, scheme.identify(node));
                result.pattern().ifPresent(pattern -> checkPatternFile(pattern, node));
                return result.pattern()
                        .map(pattern -> "match " + pattern.name())
                        .orElse("none");
            } catch (ProvisioningException e) {
                return "invalid";
            }
        }

        /** A node that matches a pattern meets the file that is written for it, and the file says the same again. */
        private static void checkPatternFile(NodePattern pattern, Node node) {
            byte[] file = PatternFile.write(pattern);
            Requirements again = PatternFile.read("pattern", file);
            assertThat(again.mismatch(node)).isEmpty();
            assertThat(again.interfaces()).isEqualTo(pattern.requirements().interfaces());
            assertThat(again.variables()).isEqualTo(pattern.requirements().variables());
        }

        private static Node node(JsonNode json) {
            Map<String, List<Neighbor>> neighbors = new LinkedHashMap<>();
            json.path("neighbors").properties().forEach(field -> {
                List<Neighbor> seen = new ArrayList<>();
                field.getValue()
                        .forEach(neighbor -> seen.add(new Neighbor(
                                neighbor.get("device").asText(),
                                neighbor.get("port").asText())));
                neighbors.put(field.getKey(), seen);
            });
            return new Node(
                    text(json, "model"),
                    text(json, "systemmac"),
                    text(json, "serialnumber"),
                    text(json, "version"),
                    neighbors);
        }

        private static @Nullable String text(JsonNode json, String key) {
            return json.hasNonNull(key) ? json.get(key).asText() : null;
        }

        @Override
        public String toString() {
            return "line " + line + ": " + expected();
        }
    }
}
