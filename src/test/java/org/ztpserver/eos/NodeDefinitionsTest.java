package org.ztpserver.eos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ztpserver.core.fault.Faults.assertThatFault;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.node.Neighbor;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.topology.InterfaceEntry;
import org.ztpserver.core.topology.Peer;
import org.ztpserver.core.topology.Requirements;
import org.ztpserver.core.topology.regex.PythonRegex;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Happening;
import org.ztpserver.event.RecordedEvents;
import org.ztpserver.resource.FixedValues;

class NodeDefinitionsTest {

    private static final String SERVER = "http://ztp:8080/ztpserver";
    private static final NodeId S1 = NodeId.parse("S1");
    private static final Requirements NOTHING = new Requirements(null, List.of(), Map.of());
    private static final Map<String, ?> EMPTY = Map.of("name", "empty", "actions", List.of());

    private final InMemoryNodes nodes = new InMemoryNodes();
    private final FixedValues values = new FixedValues().with("allocate('p')", "10.0.0.1");
    private final RecordedEvents events = new RecordedEvents();
    private final Contact contact = new Contact("192.0.2.1");

    @AfterEach
    void close() {
        contact.close();
        events.close();
    }

    /** A node that an operator has made known, and that has registered. */
    private InMemoryNodes.Folder known() {
        return nodes.add("S1").withNode(node("vEOS")).withPattern(NOTHING);
    }

    private static Node node(String model) {
        return new Node(model, null, "S1", null, Map.of("Ethernet2", List.of(new Neighbor("spine2", "Ethernet1"))));
    }

    private static Map<String, ?> action(String name, Map<String, ?> attributes) {
        return Map.of("action", name, "attributes", attributes);
    }

    @Test
    void referencesAndCallsAreReplacedByTheirValues() {
        known().withAttributes(Map.of("both", "from the node"))
                .withDefinition(Map.of(
                        "name", "leaf",
                        "attributes", Map.of("both", "from the definition", "global", 7),
                        "actions",
                                List.of(action(
                                        "a",
                                        Map.of("x", "$both", "y", List.of("$global"), "z", "allocate('p')", "n", 1)))));

        assertThat(definition())
                .isEqualTo(Map.of(
                        "name", "leaf",
                        "attributes", Map.of("both", "from the definition", "global", 7),
                        "actions",
                                List.of(action(
                                        "a", Map.of("x", "from the node", "y", List.of(7), "z", "10.0.0.1", "n", 1)))));
        assertThat(contact.node()).contains("S1");
        assertThat(events.heard())
                .containsExactly(
                        new Happening.TopologyValidated("nodes/S1/pattern"),
                        new Happening.ValueTaken("pool p", "S1", "10.0.0.1"),
                        new Happening.DefinitionServed("leaf"));
    }

    @Test
    void aValueThatTheNodeHasAlreadyIsNotNew() {
        known().withDefinition(Map.of("actions", List.of(action("a", Map.of("x", "allocate('p')")))));

        Map<String, @Nullable Object> first = definition();

        assertThat(definition()).isEqualTo(first);
        assertThat(events.heard())
                .filteredOn(Happening.ValueTaken.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aCallThatStandsTwiceIsAskedOnce() {
        known().withDefinition(Map.of(
                "actions",
                List.of(
                        action("a", Map.of("x", List.of("allocate('p')", "allocate(\"p\")"))),
                        action("b", Map.of("y", "allocate('p')")))));

        assertThat(definition())
                .containsEntry(
                        "actions",
                        List.of(
                                action("a", Map.of("x", List.of("10.0.0.1", "10.0.0.1"))),
                                action("b", Map.of("y", "10.0.0.1"))));
        assertThat(values.asked()).containsExactly("allocate('p')");
    }

    static List<Object> callsThatNobodyAnswers() {
        return List.of(
                "nosuch('pool')",
                "nosuch(\"pool\")",
                "$call",
                List.of("nosuch('pool')"),
                Map.of("y", "nosuch('pool')"),
                List.of(Map.of("y", List.of("nosuch('pool')"))));
    }

    @ParameterizedTest
    @MethodSource("callsThatNobodyAnswers")
    void aCallThatNobodyAnswersIsFoundHoweverDeepItLies(Object value) {
        known().withAttributes(Map.of("call", "nosuch('pool')"))
                .withDefinition(Map.of("actions", List.of(action("a", Map.of("x", value)))));

        refuses(FaultKind.NO_VALUE, "nobody answers nosuch('pool')");
    }

    @Test
    void oneCallThatFailsLeavesAllValuesFree() {
        known().withDefinition(Map.of(
                "actions", List.of(action("a", Map.of("x", "allocate('p')")), action("b", Map.of("x", "gone('q')")))));

        refuses(FaultKind.NO_VALUE, "nobody answers gone('q')");
        assertThat(values.isTaken("allocate('p')")).isFalse();
    }

    @Test
    void aStartupConfigAloneIsADefinition() {
        known().withStartupConfig("hostname x\n");

        assertThat(definition())
                .isEqualTo(Map.of(
                        "name",
                        "Autogenerated definition",
                        "actions",
                        List.of(Map.of(
                                "name",
                                "install static startup-config file",
                                "action",
                                "replace_config",
                                "always_execute",
                                true,
                                "attributes",
                                Map.of("url", SERVER + "/nodes/S1/startup-config")))));
        assertThat(events.heard())
                .containsExactly(
                        new Happening.TopologyValidated("nodes/S1/pattern"),
                        new Happening.DefinitionServed("Autogenerated definition"));
    }

    @Test
    void withAStartupConfigOnlyWhatIsAlwaysExecutedIsWorkedOut() {
        known().withStartupConfig("hostname x\n")
                .withDefinition(Map.of(
                        "attributes",
                        Map.of("g", 1),
                        "actions",
                        List.of(
                                action("never", Map.of("x", "nosuch('pool')")),
                                Map.of("action", "always", "always_execute", true, "attributes", Map.of("x", "$g")),
                                Map.of("action", "text", "always_execute", "true"))));

        assertThat((List<?>) definition().get("actions"))
                .hasSize(2)
                .last()
                .isEqualTo(Map.of("action", "always", "always_execute", true, "attributes", Map.of("x", 1)));
        assertThat(values.asked()).isEmpty();
    }

    @Test
    void aNodeThatTheServerDoesNotKnowHasToRegister() {
        refuses(FaultKind.NOT_PROVISIONED, "node S1 is unknown: it must register first");
    }

    @Test
    void aNodeWhoseFolderAnOperatorMadeHasToRegister() {
        nodes.add("S1").withPattern(NOTHING).withDefinition(EMPTY);

        refuses(FaultKind.NOT_PROVISIONED, "nodes/S1/.node is missing: the node must register first");
    }

    @Test
    void aNodeWithNeitherDefinitionNorStartupConfigGetsNothing() {
        known();

        assertThatFault(FaultKind.NOT_PROVISIONED)
                .isThrownBy(this::definition)
                .withMessage("nodes/S1 has neither a definition nor a startup-config: add one");
        assertThat(events.heard()).containsExactly(new Happening.TopologyValidated("nodes/S1/pattern"));
    }

    @Test
    void aNodeWithoutAPatternCanNotBeValidated() {
        nodes.add("S1").withNode(node("vEOS")).withDefinition(EMPTY);

        refuses(
                FaultKind.NOT_PROVISIONED,
                "nodes/S1/pattern is missing, and topology validation is on: add it, or set disable_topology_validation");
    }

    @Test
    void aNodeThatIsNotAsItsPatternWantsItGetsNothing() {
        known().withDefinition(EMPTY)
                .withPattern(new Requirements(
                        null, List.of(new InterfaceEntry("Ethernet1", new Peer.Line("spine1:any"))), Map.of()));

        refuses(
                FaultKind.NOT_PROVISIONED,
                "node S1 fails the validation against nodes/S1/pattern: 'Ethernet1: spine1:any' has no neighbor");
    }

    @Test
    void anExpressionThatFindsNoEndIsNoMatch() {
        known().withNode(node("a".repeat(1000)))
                .withDefinition(EMPTY)
                .withPattern(new Requirements(PythonRegex.compile("((a*)*)*b"), List.of(), Map.of()));

        refuses(
                FaultKind.NOT_PROVISIONED,
                "node S1 fails the validation against nodes/S1/pattern: the regular expression '((a*)*)*b' takes too many"
                        + " steps: write it with fewer repeats");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutTopologyValidationThePatternDoesNotMatter(boolean hasOne) {
        InMemoryNodes.Folder folder = nodes.add("S1").withNode(node("vEOS")).withDefinition(EMPTY);
        if (hasOne) {
            folder.withPattern(new Requirements(PythonRegex.compile("other"), List.of(), Map.of()));
        }

        assertThat(definition(false)).isEqualTo(EMPTY);
        assertThat(events.heard()).containsExactly(new Happening.DefinitionServed("empty"));
    }

    /** {@code .node} says what the neighbors are. */
    @Test
    void withoutTopologyValidationANodeHasToRegisterAllTheSame() {
        nodes.add("S1").withDefinition(EMPTY);

        assertThatFault(FaultKind.NOT_PROVISIONED)
                .isThrownBy(() -> definition(false))
                .withMessageStartingWith("nodes/S1/.node is missing");
    }

    private Map<String, @Nullable Object> definition() {
        return definition(true);
    }

    private Map<String, @Nullable Object> definition(boolean validateTopology) {
        return new NodeDefinitions(nodes, values.desk(events.events()), validateTopology, events.events())
                .definitionFor(contact, S1, SERVER);
    }

    private void refuses(FaultKind kind, String sentence) {
        assertThatFault(kind).isThrownBy(this::definition).withMessage(sentence);
        assertThat(contact.node()).contains("S1");
        assertThat(events.heard()).noneMatch(Happening.DefinitionServed.class::isInstance);
    }
}
