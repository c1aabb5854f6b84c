package org.ztpserver.core.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ztpserver.core.node.Adjacency;
import org.ztpserver.core.node.Neighbor;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.topology.regex.PythonRegex;

class RequirementsTest {

    /** One line of a pattern, and for which single adjacencies a node meets it; {@code -} is a node without any. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // line                        | meets it                       | does not
                "any: any:any                  | et1=d:p et2=x:y                | -",
                "any: any:p                    | et1=d:p et2=x:p                | - et1=d:q",
                "any: d:any                    | et1=d:p et2=d:q                | - et1=x:p",
                "any: d:none                   | - et1=x:p                      | et1=d:p et2=d:q",
                "any: d:p                      | et1=d:p et2=d:p                | - et1=x:p et1=d:q",
                "none: any:p                   | - et1=d:q                      | et1=d:p et2=x:p",
                "none: d:any                   | - et1=x:p                      | et1=d:p et2=d:q",
                "none: d:none                  | - et1=x:p                      | et1=d:p et2=d:q",
                "none: d:p                     | - et1=x:p et1=d:q              | et1=d:p et2=d:p",
                "none: none:none               | -                              | et1=d:p et2=x:y",
                "et1: any:any                  | et1=d:p et1=x:y                | - et2=d:p",
                "et1: any:none                 | - et2=d:p                      | et1=d:p et1=x:y",
                "et1: any:p                    | et1=d:p et1=x:p                | - et1=d:q et2=d:p",
                "et1: none:any                 | - et2=d:p                      | et1=d:p et1=x:y",
                "et1: none:none                | - et2=d:p                      | et1=d:p et1=x:y",
                "et1: none:p                   | - et2=d:p et1=d:q              | et1=d:p et1=x:p",
                "et1: d:any                    | et1=d:p et1=d:q                | - et1=x:p et2=d:p",
                "et1: d:none                   | - et1=x:p et2=d:p              | et1=d:p et1=d:q",
                "et1: d:p                      | et1=d:p                        | - et1=x:p et1=d:q et2=d:p",
                "any: exact('d')               | et1=d:p                        | et1=dd:p et1=D:p",
                "any: includes('d')            | et1=d:p et1=add:p              | et1=D:p et1=x:p",
                "any: excludes('d')            | et1=x:p et1=D:p                | et1=d:p et1=add:p",
                "any: regex('d')               | et1=d:p et1=dx:p               | et1=xd:p",
                "any: any:exact(\"any\")       | et1=d:any                      | et1=d:p",
                "any: anyone                   | et1=anyone:p                   | et1=d:p",
                "any: nonesuch                 | et1=nonesuch:p                 | - et1=d:p",
                "any: exact('a:b'):regex('p:') | et1=a:b:p:q                    | et1=a:p",
                "Ethernet07: d                 | et1=x:y,et7=d:p et07=d:p       | et70=d:p",
            })
    void everyRowOfTheTableSaysYesOrNoOrNothing(String line, String meeting, String failing) {
        for (String node : meeting.split(" ", -1)) {
            assertThat(requirements(line).mismatch(node(node))).as(node).isEmpty();
        }
        for (String node : failing.split(" ", -1)) {
            assertThat(requirements(line).mismatch(node(node))).as(node).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "any: any:none",
        "any: none:any",
        "any: none:none",
        "any: none",
        "any: none:p",
        "none: any:any",
        "none: any",
        "none: any:none",
        "none: none:any",
        "none: none:p"
    })
    void theCombinationsWithoutMeaningAreRefused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> requirements(line))
                .withMessageStartingWith("'");
    }

    @Test
    void aNeighborThatFitsTwoLinesGoesToTheOneThatNeedsIt() {
        assertThat(requirements("any: any", "et1: d:p").mismatch(node("et1=d:p,et2=x:y")))
                .isEmpty();
        assertThat(requirements("any: any", "et1: d:p").mismatch(node("et1=d:p")))
                .hasValue("'Ethernet1: d:p' has no neighbor of its own");
    }

    @Test
    void everyNeighborOfAPortCounts() {
        assertThat(requirements("et1: d:p").mismatch(node("et1=x:y,et1=d:p"))).isEmpty();
        assertThat(requirements("none: d:p").mismatch(node("et1=x:y,et1=d:p"))).isPresent();
        assertThat(requirements("et1: d:p", "et1: d:p").mismatch(node("et1=d:p,et1=d:p")))
                .isEmpty();
    }

    @Test
    void aNegativeLineAppliesToEveryNeighborEvenIfAnotherLineNeedsIt() {
        assertThat(requirements("et1: d:p", "none: d:any").mismatch(node("et1=d:p")))
                .hasValue("'none: d:any' rules out neighbor 'd' port 'p' on 'Ethernet1'");
    }

    @Test
    void theModelIsAnExpressionAnchoredAtItsStart() {
        Requirements veos = new Requirements(PythonRegex.compile("v.OS"), List.of(), Map.of());

        assertThat(veos.mismatch(model("vEOS-lab"))).isEmpty();
        assertThat(veos.mismatch(model("x-vEOS"))).hasValue("model 'x-vEOS' does not match 'v.OS'");
        assertThat(veos.mismatch(model(null))).hasValue("the node reports no model, but the pattern requires 'v.OS'");
        assertThat(new Requirements(PythonRegex.compile(""), List.of(), Map.of()).mismatch(model(null)))
                .isPresent();
    }

    @Test
    void aReasonShowsTextFromTheSwitchOnlyEscaped() {
        Node node =
                new Node(null, null, "S1", null, Map.of("Ethernet1", List.of(new Neighbor("d\nFAKE", "p\u001b[2J"))));

        assertThat(requirements("none: includes('d')").mismatch(node))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("'d\\u000aFAKE' port 'p\\u001b[2J'")
                        .doesNotContain("\n"));
    }

    @Property(tries = 2000)
    void theOrderOfLinesAndOfAdjacenciesDoesNotMatter(
            @ForAll("lines") List<String> lines,
            @ForAll("adjacencies") List<String> adjacencies,
            @ForAll Random random) {
        boolean meets = requirements(lines.toArray(String[]::new))
                .mismatch(node(String.join(",", adjacencies)))
                .isEmpty();

        List<String> otherLines = new ArrayList<>(lines);
        Collections.shuffle(otherLines, random);
        List<String> otherAdjacencies = new ArrayList<>(adjacencies);
        Collections.shuffle(otherAdjacencies, random);

        assertThat(requirements(otherLines.toArray(String[]::new))
                        .mismatch(node(String.join(",", otherAdjacencies)))
                        .isEmpty())
                .isEqualTo(meets);
    }

    /** The sentence of the contract, word for word, by trying every assignment. */
    @Property(tries = 2000)
    void aNodeMatchesIfNoLineForbidsItAndEveryPositiveLineHasItsOwnNeighbor(
            @ForAll("lines") List<String> lines, @ForAll("adjacencies") List<String> adjacencies) {
        Node node = node(String.join(",", adjacencies));
        List<String> positive = new ArrayList<>();
        boolean refused = false;
        for (String line : lines) {
            if (requirements(line).mismatch(node("-")).isPresent()) {
                positive.add(line);
            } else {
                refused |= node.adjacencies().stream().anyMatch(seen -> !meets(line, seen));
            }
        }
        boolean expected = !refused && assignable(positive, new ArrayList<>(node.adjacencies()));

        assertThat(requirements(lines.toArray(String[]::new)).mismatch(node).isEmpty())
                .isEqualTo(expected);
    }

    private static boolean assignable(List<String> lines, List<Adjacency> free) {
        if (lines.isEmpty()) {
            return true;
        }
        for (Adjacency seen : free) {
            List<Adjacency> rest = new ArrayList<>(free);
            rest.remove(seen);
            if (meets(lines.get(0), seen) && assignable(lines.subList(1, lines.size()), rest)) {
                return true;
            }
        }
        return false;
    }

    private static boolean meets(String line, Adjacency seen) {
        Node node = new Node(null, null, null, null, Map.of(seen.localInterface(), List.of(seen.neighbor())));
        return requirements(line).mismatch(node).isEmpty();
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.of(
                        "any: any",
                        "any: d",
                        "any: d:p",
                        "any: any:q",
                        "any: x:none",
                        "none: any:r",
                        "none: x:p",
                        "et1: any",
                        "et1: d",
                        "et1: d:p",
                        "et2: any:q",
                        "et2: d:none",
                        "et3: none",
                        "et3: none:p",
                        "any: includes('d')",
                        "et2: regex('[dx]')")
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<String>> adjacencies() {
        return Arbitraries.of(
                        "et1=d:p", "et1=d:q", "et1=x:p", "et2=d:p", "et2=d:q", "et2=x:q", "et3=d:p", "et3=x:r",
                        "et4=d:p")
                .list()
                .ofMaxSize(5);
    }

    private static Requirements requirements(String... lines) {
        List<InterfaceEntry> entries = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(": ", 2);
            entries.add(new InterfaceEntry(parts[0], new Peer.Line(parts[1].strip())));
        }
        return new Requirements(null, entries, Map.of());
    }

    /** {@code et1=device:port,...}; the device ends at the last colon but one if there are three. */
    private static Node node(String adjacencies) {
        Map<String, List<Neighbor>> neighbors = new LinkedHashMap<>();
        for (String adjacency : adjacencies.split(",", -1)) {
            if (!adjacency.equals("-") && !adjacency.isEmpty()) {
                String[] sides = adjacency.replace("et", "Ethernet").split("=", 2);
                int colon = sides[1].startsWith("a:b") ? 3 : sides[1].indexOf(':');
                neighbors
                        .computeIfAbsent(sides[0], key -> new ArrayList<>())
                        .add(new Neighbor(sides[1].substring(0, colon), sides[1].substring(colon + 1)));
            }
        }
        return new Node(null, null, "S1", null, neighbors);
    }

    private static Node model(@Nullable String model) {
        return new Node(model, null, "S1", null, Map.of());
    }
}
