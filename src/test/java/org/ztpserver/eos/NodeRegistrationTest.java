package org.ztpserver.eos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ztpserver.core.fault.Faults.assertThatFault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.topology.NodePattern;
import org.ztpserver.core.topology.Requirements;
import org.ztpserver.core.topology.regex.PythonRegex;
import org.ztpserver.eos.NodeRegistration.Registration;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Happening;
import org.ztpserver.event.RecordedEvents;

class NodeRegistrationTest {

    private static final NodeId S1 = NodeId.parse("S1");

    private final InMemoryNodes nodes = new InMemoryNodes();
    private final RecordedEvents events = new RecordedEvents();
    private final Contact contact = new Contact("192.0.2.1");

    @AfterEach
    void close() {
        contact.close();
        events.close();
    }

    // A node that the server does not know

    @Test
    void theFirstPatternThatANewNodeMatchesGivesItWhatItNames() {
        FixedSite site = new FixedSite(
                        forModel("spine", "DCS", "other", null),
                        forModel("leaf", "vE", "pod1/leaf", "notify"),
                        forModel("rest", "v", "other", null))
                .with("definitions/pod1/leaf", "actions: []\n")
                .with("config-handlers/notify", "#!/bin/sh\n");

        assertThat(register(site, node("S1"))).isEqualTo(new Registration(S1, true));

        NewNode.Matched made = (NewNode.Matched) nodes.get("S1").made().orElseThrow();
        assertThat(made.node()).isEqualTo(node("S1"));
        assertThat(made.pattern().name()).isEqualTo("leaf");
        assertThat(made.definition()).asString().isEqualTo("actions: []\n");
        assertThat(made.configHandler()).asString().isEqualTo("#!/bin/sh\n");
        assertThat(contact.node()).contains("S1");
        assertThat(events.heard())
                .containsExactly(
                        new Happening.PatternMatched("'leaf'"),
                        new Happening.Registered("nodes/S1"),
                        new Happening.Identified());
    }

    @Test
    void aPatternWithoutAConfigHandlerGivesNone() {
        FixedSite site = new FixedSite(forNode("S1", "leaf", null)).with("definitions/leaf", "actions: []\n");

        register(site, node("S1"));

        assertThat(nodes.get("S1").made())
                .get()
                .isInstanceOfSatisfying(
                        NewNode.Matched.class,
                        made -> assertThat(made.configHandler()).isNull());
    }

    @Test
    void aNodeThatHandsItsConfigInNeedsNoPattern() {
        FixedSite site = new FixedSite(forNode("S1", "leaf", null)).withBroken("neighbordb");

        assertThat(register(site, new NodeReport(node("S1"), "hostname x\n! gr\u00fcn\r\n")))
                .isEqualTo(new Registration(S1, true));

        assertThat(nodes.get("S1").made()).contains(new NewNode.WithConfig(node("S1"), "hostname x\n! gr\u00fcn\r\n"));
        assertThat(events.heard()).containsExactly(new Happening.Registered("nodes/S1"), new Happening.Identified());
    }

    @Test
    void aNodeThatMatchesNothingIsToldWhyAndLeavesNothing() {
        FixedSite site = new FixedSite(
                forModel("one", "A", "leaf", null), forModel("two", "B", "leaf", null), forNode("S2", "leaf", null));

        refuses(
                site,
                node("S1"),
                FaultKind.NOT_PROVISIONED,
                "node S1 matches no pattern of neighbordb: pattern 'one': model 'vEOS' does not match 'A'; pattern 'two': model"
                        + " 'vEOS' does not match 'B'");
    }

    @Test
    void ofManyPatternsThatDoNotMatchThreeSayWhy() {
        FixedSite site = new FixedSite(
                forModel("one", "A", "leaf", null),
                forModel("two", "B", "leaf", null),
                forModel("three", "C", "leaf", null),
                forModel("four", "D", "leaf", null),
                forModel("five", "E", "leaf", null));

        assertThatFault(FaultKind.NOT_PROVISIONED)
                .isThrownBy(() -> register(site, node("S1")))
                .withMessageContaining("pattern 'three'")
                .withMessageEndingWith("; and 2 more patterns");
    }

    @Test
    void withoutAPatternForTheNodeThereIsNoReasonToGive() {
        refuses(
                new FixedSite(forNode("S2", "leaf", null)),
                node("S1"),
                FaultKind.NOT_PROVISIONED,
                "node S1 matches no pattern of neighbordb: it has none for this node");
    }

    @Test
    void anExpressionThatFindsNoEndMatchesNothing() {
        FixedSite site = new FixedSite(forModel("leaf", "((a*)*)*b", "leaf", null));

        refuses(
                site,
                new Node("a".repeat(1000), null, "S1", null, Map.of()),
                FaultKind.NOT_PROVISIONED,
                "neighbordb has no answer for node S1: the regular expression '((a*)*)*b' takes too many steps: write it"
                        + " with fewer repeats");
    }

    @Test
    void aBrokenNeighbordbStopsWhoeverNeedsIt() {
        FixedSite site = new FixedSite(forNode("S1", "leaf", null))
                .with("definitions/leaf", "")
                .withBroken("neighbordb");

        refuses(site, node("S1"), FaultKind.INVALID_FILE, "neighbordb:1: is broken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing         | is missing: add it to definitions/",
                "../neighbordb   | can't be a file of definitions/: the path of a file contains '..'",
                "/etc/passwd     | can't be a file of definitions/: the path of a file contains an empty name"
            })
    void theDefinitionThatAPatternNamesHasToBeThere(String name, String reason) {
        refuses(
                new FixedSite(forNode("S1", name, null)),
                node("S1"),
                FaultKind.NOT_PROVISIONED,
                "definition '" + name + "' of pattern 'for S1' " + reason);
    }

    @Test
    void theDefinitionThatAPatternNamesHasToBeInOrder() {
        refuses(
                new FixedSite(forNode("S1", "leaf", null)).withBroken("definitions/leaf"),
                node("S1"),
                FaultKind.INVALID_FILE,
                "definitions/leaf:1: is broken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing      | is missing: add it to config-handlers/",
                "../bootstrap | can't be a file of config-handlers/: the path of a file contains '..'"
            })
    void theConfigHandlerThatAPatternNamesHasToBeThere(String name, String reason) {
        refuses(
                new FixedSite(forNode("S1", "leaf", name)).with("definitions/leaf", "actions: []\n"),
                node("S1"),
                FaultKind.NOT_PROVISIONED,
                "config-handler '" + name + "' of pattern 'for S1' " + reason);
    }

    // A node that the server knows

    @Test
    void aNodeWithADefinitionIsKnownAndItsReportIsReplaced() {
        nodes.add("S1")
                .withNode(new Node("old", null, "S1", null, Map.of()))
                .withDefinition(Map.of("actions", List.of()));

        recognizes(new NodeReport(node("S1"), null));
    }

    @Test
    void aNodeWithAStartupConfigIsKnown() {
        nodes.add("S1").withStartupConfig("hostname x\n");

        recognizes(new NodeReport(node("S1"), null));
    }

    @Test
    void aNodeThatIsKnownKeepsItsStartupConfigWhateverItHandsIn() {
        nodes.add("S1").withStartupConfig("hostname x\n");

        recognizes(new NodeReport(node("S1"), "hostname other\n"));

        assertThat(nodes.get("S1").startupConfig(bytes -> {}))
                .hasValueSatisfying(config -> assertThat(config).asString().isEqualTo("hostname x\n"));
    }

    /** It does not read neighbordb, which may be broken. */
    private void recognizes(NodeReport report) {
        FixedSite site = new FixedSite().withBroken("neighbordb");

        assertThat(register(site, report)).isEqualTo(new Registration(S1, false));

        assertThat(nodes.get("S1").node()).contains(report.node());
        assertThat(contact.node()).contains("S1");
        assertThat(events.heard()).containsExactly(new Happening.Recognized("nodes/S1"), new Happening.Identified());
    }

    @Test
    void aFolderWithNeitherDefinitionNorStartupConfigIsNamed() {
        nodes.add("S1").withAttributes(Map.of("a", 1));

        assertThatFault(FaultKind.NOT_PROVISIONED)
                .isThrownBy(() -> register(new FixedSite(forNode("S1", "leaf", null)), node("S1")))
                .withMessage("nodes/S1 has neither a definition nor a startup-config: add one, or remove the folder");

        assertThat(nodes.get("S1").node()).isEmpty();
        assertThat(events.heard()).isEmpty();
    }

    @Test
    void whoeverMakesTheFolderFirstTheNodeIsKnownToTheOthers() {
        FixedSite site = new FixedSite(forNode("S1", "leaf", null)).with("definitions/leaf", "actions: []\n");
        NodeFolders folders = new NodeFolders() {
            @Override
            public Optional<NodeFolder> find(NodeId id) {
                return nodes.find(id);
            }

            @Override
            public boolean create(NodeId id, NewNode contents) {
                nodes.add("S1").withStartupConfig("of another server\n");
                return nodes.create(id, contents);
            }
        };

        assertThat(new NodeRegistration(IdentifierScheme.SERIALNUMBER, folders, site, events.events())
                        .register(contact, new NodeReport(node("S1"), null)))
                .isEqualTo(new Registration(S1, false));

        assertThat(nodes.get("S1").node()).contains(node("S1"));
        assertThat(events.heard())
                .containsExactly(
                        new Happening.PatternMatched("'for S1'"),
                        new Happening.Recognized("nodes/S1"),
                        new Happening.Identified());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFolderThatIsRemovedWhileItsNodeRegistersIsNamed(boolean made) {
        NodeFolders folders = new NodeFolders() {
            @Override
            public Optional<NodeFolder> find(NodeId id) {
                return Optional.empty();
            }

            @Override
            public boolean create(NodeId id, NewNode contents) {
                return made;
            }
        };
        NodeRegistration registration =
                new NodeRegistration(IdentifierScheme.SERIALNUMBER, folders, new FixedSite(), events.events());

        assertThatFault(FaultKind.NOT_PROVISIONED)
                .isThrownBy(() -> registration.register(contact, new NodeReport(node("S1"), "hostname x\n")))
                .withMessage("nodes/S1 was removed while the node registered: try again");
        assertThat(events.heard()).isEmpty();
    }

    // Who it is

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "..",
                ".",
                "../x",
                "/etc",
                "a b",
                "a\nb",
                "a\0",
                "<script>",
                "\u00fc",
                "~x",
                "\ud800",
                "1E+400"
            })
    void aNodeWithoutAUsableIdentifierIsRefused(@Nullable String serialnumber) {
        FixedSite site = new FixedSite(forModel("all", "v", "leaf", null)).with("definitions/leaf", "actions: []\n");

        assertThatFault(FaultKind.INVALID_REQUEST)
                .isThrownBy(() -> register(site, new Node("vEOS", "001c73aabbcc", serialnumber, null, Map.of())))
                .withMessageContaining(
                        serialnumber == null || serialnumber.isEmpty()
                                ? "the node reports no serial number (serialnumber), but identifier = serialnumber"
                                : "a node's identifier");

        assertThat(nodes.isEmpty()).isTrue();
        assertThat(contact.node()).isEmpty();
        assertThat(events.heard()).isEmpty();
    }

    @Test
    void anIdentifierHasAtMost128Characters() {
        String longest = "x".repeat(128);

        assertThat(register(new FixedSite(), new NodeReport(node(longest), "hostname x\n"))
                        .id())
                .hasToString(longest);
        assertThatFault(FaultKind.INVALID_REQUEST)
                .isThrownBy(() -> register(new FixedSite(), new NodeReport(node(longest + "x"), "hostname x\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:1c:73:aa:bb:cc", "001C.73AA.BBCC", "00-1C-73-aa-bb-cc", "001c73aabbcc"})
    void underSystemmacANodeIsTheSameHoweverItsAddressIsWritten(String systemmac) {
        nodes.add("001c73aabbcc").withStartupConfig("hostname x\n");
        Node node = new Node(null, systemmac, "S1", null, Map.of());

        assertThat(new NodeRegistration(IdentifierScheme.SYSTEMMAC, nodes, new FixedSite(), events.events())
                        .register(contact, new NodeReport(node, null)))
                .isEqualTo(new Registration(NodeId.parse("001c73aabbcc"), false));
    }

    private Registration register(Site site, Node node) {
        return register(site, new NodeReport(node, null));
    }

    private Registration register(Site site, NodeReport report) {
        return new NodeRegistration(IdentifierScheme.SERIALNUMBER, nodes, site, events.events())
                .register(contact, report);
    }

    private void refuses(Site site, Node node, FaultKind kind, String sentence) {
        assertThatFault(kind).isThrownBy(() -> register(site, node)).withMessage(sentence);
        assertThat(nodes.isEmpty()).isTrue();
        assertThat(contact.node()).contains("S1");
        assertThat(events.heard()).allMatch(Happening.PatternMatched.class::isInstance);
    }

    private static Node node(String serialnumber) {
        return new Node("vEOS", "001c73aabbcc", serialnumber, "4.30.1F", Map.of());
    }

    private static NodePattern forModel(String name, String model, String definition, @Nullable String configHandler) {
        Requirements requirements = new Requirements(PythonRegex.compile(model), List.of(), Map.of());
        return new NodePattern(name, definition, null, configHandler, requirements, 1);
    }

    private static NodePattern forNode(String node, String definition, @Nullable String configHandler) {
        return new NodePattern(
                "for " + node, definition, node, configHandler, new Requirements(null, List.of(), Map.of()), 1);
    }
}
