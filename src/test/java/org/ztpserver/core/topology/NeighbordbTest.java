package org.ztpserver.core.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Neighbor;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.topology.regex.PythonRegex;
import org.ztpserver.core.topology.regex.RunawayRegexException;

class NeighbordbTest {

    private static final NodeId ID = NodeId.parse("S1");
    private static final String RUNAWAY = "((a*)*)*b";
    private static final String FOR_A_RUNAWAY = "a".repeat(40);

    /** What became of a node: the pattern, or that there is none or no answer, and the reasons before that. */
    private record Outcome(String pattern, List<String> reasons) {}

    /** One pattern after the other, as the contract says it. */
    private static Outcome walk(List<Requirements> all, Node node) {
        List<String> reasons = new ArrayList<>();
        for (int number = 0; number < all.size(); number++) {
            try {
                Optional<String> reason = all.get(number).mismatch(node);
                if (reason.isEmpty()) {
                    return new Outcome("pattern " + number, reasons);
                }
                reasons.add(new Mismatch("pattern " + number, reason.get()).toString());
            } catch (RunawayRegexException e) {
                return new Outcome(String.valueOf(e.getMessage()), List.of());
            }
        }
        return new Outcome("none", reasons);
    }

    private static Outcome choose(List<Requirements> all, Node node) {
        try {
            MatchResult result = neighbordb(all).match(node, ID);
            List<String> reasons = result.mismatches().map(Mismatch::toString).toList();
            assertThat(result.mismatchCount()).isEqualTo(reasons.size());
            return new Outcome(result.pattern().map(NodePattern::name).orElse("none"), reasons);
        } catch (RunawayRegexException e) {
            return new Outcome(String.valueOf(e.getMessage()), List.of());
        }
    }

    private static Neighbordb neighbordb(List<Requirements> all) {
        List<NodePattern> patterns = new ArrayList<>();
        for (Requirements requirements : all) {
            patterns.add(new NodePattern("pattern " + patterns.size(), "x", null, null, requirements, 1));
        }
        return new Neighbordb(patterns, IdentifierScheme.SERIALNUMBER);
    }

    @Property(tries = 1000)
    void theChoiceAndTheReasonsAreThoseOfAWalkThroughAllPatterns(
            @ForAll("neighbordbs") List<Requirements> all, @ForAll("nodes") Node node) {
        assertThat(choose(all, node)).isEqualTo(walk(all, node));
    }

    @Provide
    Arbitrary<List<Requirements>> neighbordbs() {
        return requirements().list().ofMinSize(1).ofMaxSize(12);
    }

    private static Arbitrary<Requirements> requirements() {
        Arbitrary<@Nullable String> model =
                Arbitraries.of("vEOS", "vEOS$", "v.*", "DCS-7050", "").injectNull(0.7);
        return Combinators.combine(model, entry().list().ofMaxSize(4)).as(NeighbordbTest::requirements);
    }

    private static Requirements requirements(@Nullable String model, List<InterfaceEntry> entries) {
        List<InterfaceEntry> valid =
                entries.stream().filter(NeighbordbTest::isValid).toList();
        return new Requirements(model == null ? null : PythonRegex.compile(model), valid, Map.of());
    }

    private static boolean isValid(InterfaceEntry entry) {
        try {
            return !entry.patterns(Variables.NONE).isEmpty();
        } catch (IllegalArgumentException e) {
            return false; // a combination without a meaning
        }
    }

    private static Arbitrary<InterfaceEntry> entry() {
        return Combinators.combine(
                        Arbitraries.of("any", "none", "Ethernet1", "et2", "Ethernet1-2", "Ethernet3", "ma1"),
                        value("spine", "1", "10", "2"),
                        value("Ethernet", "1", "12", ""))
                .as((local, device, port) -> new InterfaceEntry(local, new Peer.Parts(device, port)));
    }

    private static Arbitrary<String> value(String name, String... numbers) {
        Arbitrary<String> number = Arbitraries.of(numbers);
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of("any", "none")),
                Tuple.of(4, number.map(n -> name + n)),
                Tuple.of(2, number.map(n -> "regex('" + name + n + "$')")),
                Tuple.of(2, number.map(n -> "regex('^" + name + n + "')")),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "regex('" + name + "\\d+$')",
                                "regex('" + name + "s?1')",
                                "regex('x|" + name + "')",
                                "regex('(?i)" + name.toUpperCase(Locale.ROOT) + "')",
                                "includes('1')",
                                "excludes('0')",
                                "regex('.*1')",
                                "regex('[a-z]+')",
                                "regex('" + RUNAWAY + "')")));
    }

    @Provide
    Arbitrary<Node> nodes() {
        Arbitrary<Neighbor> neighbor = Combinators.combine(
                        Arbitraries.of("spine1", "spine10", "spine2", "spine", "SPINE1", "spine1\n", FOR_A_RUNAWAY, ""),
                        Arbitraries.of("Ethernet1", "Ethernet12", "ethernet1", "Ethernet", ""))
                .as(Neighbor::new);
        Arbitrary<Map<String, List<Neighbor>>> neighbors = Arbitraries.maps(
                        Arbitraries.of("Ethernet1", "ethernet2", "Ethernet3", "Management1", "odd", "model", "any"),
                        neighbor.list().ofMaxSize(2))
                .ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.of("vEOS", "vEOS-lab", "DCS-7050SX", "").injectNull(0.3), neighbors)
                .as((model, seen) -> new Node(model, null, "S1", null, new LinkedHashMap<>(seen)));
    }

    /** Otherwise it would depend on the other patterns of the file whether the expression is tried. */
    @Test
    void anExpressionWithoutAnAnswerDoesNotMatterWhereAPlainTextRulesTheNodeOut() {
        Requirements both = requirements(
                null,
                List.of(
                        new InterfaceEntry("any", new Peer.Parts("regex('" + RUNAWAY + "')", null)),
                        new InterfaceEntry("Ethernet2", new Peer.Parts("spine1", null))));
        Neighbor endless = new Neighbor(FOR_A_RUNAWAY, "Ethernet1");
        Node other =
                node(Map.of("Ethernet1", List.of(endless), "Ethernet2", List.of(new Neighbor("spine2", "Ethernet1"))));
        Node fitting =
                node(Map.of("Ethernet1", List.of(endless), "Ethernet2", List.of(new Neighbor("spine1", "Ethernet1"))));

        assertThat(both.mismatch(other)).hasValue("'Ethernet2: spine1:any' has no neighbor");
        assertThat(choose(List.of(both, requirements(null, List.of())), other).pattern())
                .isEqualTo("pattern 1");
        assertThat(choose(List.of(both, requirements(null, List.of())), fitting).pattern())
                .contains("takes too many steps");
    }

    private static Node node(Map<String, List<Neighbor>> neighbors) {
        return new Node("vEOS", null, "S1", null, neighbors);
    }
}
