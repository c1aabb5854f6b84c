package org.ztpserver.eos.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ztpserver.core.fault.Faults.assertThatFault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Neighbor;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.topology.NodePattern;
import org.ztpserver.eos.NewNode;
import org.ztpserver.eos.NodeFolder;
import org.ztpserver.site.DataRoot;

class NodeDirectoriesTest {

    private static final NodeId S1 = NodeId.parse("S1");
    private static final Node NODE = new Node(
            "vEOS",
            "001c73aabbcc",
            "S1",
            null,
            Map.of(
                    "Ethernet49", List.of(new Neighbor("spine1", "Ethernet1")),
                    "Ethernet50", List.of(new Neighbor("spine2", "Ethernet1"))));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path root;

    /** A folder that the server has made must satisfy the server itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "node: S1",
                "model: vE",
                "interfaces: []",
                "interfaces: [{Ethernet49: any}, {Ethernet50: 'spine2:Ethernet1'}]",
                "interfaces: [{any: 'regex(''spine.''):any'}]",
                "interfaces: [{none: 'leaf9:any'}]",
                "node: S1\n    interfaces: [{Ethernet49: 'spine1:any'}]"
            })
    void aNodeMeetsThePatternInTheFolderThatWasMadeForIt(String criterion) {
        NodePattern pattern = new NeighbordbReader(IdentifierScheme.SERIALNUMBER)
                .read("neighbordb", bytes("patterns:\n  - name: 007\n    definition: d\n    " + criterion + "\n"))
                .match(NODE, S1)
                .pattern()
                .orElseThrow();

        assertThat(nodes().create(S1, new NewNode.Matched(NODE, pattern, bytes("actions: []\n"), null)))
                .isTrue();

        NodeFolder folder = nodes().find(S1).orElseThrow();
        assertThat(folder.node()).contains(NODE);
        assertThat(folder.pattern())
                .hasValueSatisfying(
                        written -> assertThat(written.mismatch(NODE)).isEmpty());
        assertThat(folder.definition()).isPresent();
        assertThat(folder.hasStartupConfig()).isFalse();
        assertThat(files("nodes")).containsExactly("S1");
        assertThat(files("nodes/S1")).containsExactly(".node", "definition", "pattern");
    }

    @Test
    void aConfigBecomesTheStartupConfigAndNothingElseIsMade() throws IOException {
        nodes().create(S1, new NewNode.WithConfig(NODE, "hostname x\n! gr\u00fcn\r\n"));

        assertThat(files("nodes/S1")).containsExactly(".node", "startup-config");
        assertThat(Files.readString(root.resolve("nodes/S1/startup-config"))).isEqualTo("hostname x\n! gr\u00fcn\r\n");
        assertThat(nodes().find(S1))
                .hasValueSatisfying(folder -> assertThat(folder.pattern()).isEmpty());
    }

    @Test
    void aFolderThatIsThereStaysAsItIs() throws IOException {
        write("nodes/S1/attributes", "a: 1\n");

        assertThat(nodes().create(S1, new NewNode.WithConfig(NODE, "x"))).isFalse();

        assertThat(files("nodes")).containsExactly("S1");
        assertThat(files("nodes/S1")).containsExactly("attributes");
    }

    /** JSON can hold half of a surrogate pair, and UTF-8 can't. */
    @Test
    void halfACharacterInANameHarmsNobody() {
        Node odd = new Node(
                "\ud800",
                null,
                "S1",
                "\udc00x",
                Map.of("e1", List.of(new Neighbor("\ud800", "p"), new Neighbor("d", "p"))));

        nodes().create(S1, new NewNode.WithConfig(odd, "x"));
        assertThat(nodes().find(S1).flatMap(NodeFolder::node))
                .hasValueSatisfying(node -> assertThat(node.serialnumber()).isEqualTo("S1"));
        nodes().find(S1).orElseThrow().storeNode(odd);
        assertThat(nodes().find(S1).flatMap(NodeFolder::node))
                .hasValueSatisfying(node -> assertThat(node.adjacencies()).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({
        "definition,actions: [",
        "definition,''",
        "definition,a: 1",
        "definition,actions: {}",
        "definition,actions: [{name: x}]",
        "definition,'!!python/object:x.y [z]'",
        "definition,'actions: []\nactions: []'",
        "attributes,- a",
        "attributes,'a: ['",
        "attributes,'a: 1\na: 2'",
        "pattern,interfaces: x",
        "pattern,- a",
        "pattern,'interfaces: [{Ethernet1: a:b:c}]'",
        ".node,{",
        ".node,[]",
        "'.node','{\"neighbors\": []}'"
    })
    void aFileThatIsBrokenIsNamed(String file, String content) throws IOException {
        write("nodes/S1/" + file, content);
        NodeFolder folder = nodes().find(S1).orElseThrow();

        assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> read(folder, file))
                .withMessageStartingWith("nodes/S1/" + file + ":");
    }

    private static @Nullable Object read(NodeFolder folder, String file) {
        return switch (file) {
            case ".node" -> folder.node();
            case "pattern" -> folder.pattern();
            case "definition" -> folder.definition();
            default -> folder.attributes();
        };
    }

    @Test
    void whatIsNotThereIsNoFault() throws IOException {
        Files.createDirectories(root.resolve("nodes/S1"));

        NodeFolder folder = nodes().find(S1).orElseThrow();

        assertThat(folder.node()).isEmpty();
        assertThat(folder.pattern()).isEmpty();
        assertThat(folder.definition()).isEmpty();
        assertThat(folder.attributes()).isEmpty();
        assertThat(folder.startupConfig(bytes -> {})).isEmpty();
        assertThat(folder.hasDefinition()).isFalse();
        assertThat(folder.hasStartupConfig()).isFalse();
        assertThat(nodes().find(NodeId.parse("S2"))).isEmpty();
    }

    /** Null for all that Arista's server does not know of a node, and keys in an order of its own. */
    @Test
    void whatAristasServerKeptOfANodeIsRead() throws IOException {
        write(
                "nodes/S1/.node",
                "{\"neighbors\": {}, \"model\": null, \"version\": \"4.12\", \"systemmac\": \"001c73aabbcc\","
                        + " \"serialnumber\": \"S1\"}");

        assertThat(nodes().find(S1).flatMap(NodeFolder::node))
                .contains(new Node(null, "001c73aabbcc", "S1", "4.12", Map.of()));
    }

    @Test
    void aFolderAndItsFilesMayBeLinksWithinTheDataRoot() throws IOException {
        write("definitions/d", "name: shared\nactions: []\n");
        write("shared/S1/pattern", "interfaces: []\n");
        Files.createSymbolicLink(root.resolve("shared/S1/definition"), Path.of("../../definitions/d"));
        Files.createDirectory(root.resolve("nodes"));
        Files.createSymbolicLink(root.resolve("nodes/S1"), Path.of("../shared/S1"));

        NodeFolder folder = nodes().find(S1).orElseThrow();
        folder.storeNode(NODE);

        assertThat(folder.path()).isEqualTo("nodes/S1");
        assertThat(folder.hasDefinition()).isTrue();
        assertThat(folder.definition()).isPresent();
        assertThat(files("shared/S1")).containsExactly(".node", "definition", "pattern");
    }

    @Test
    void whatLeadsOutOfTheDataRootIsNotThere() throws IOException {
        Path inner = Files.createDirectories(root.resolve("inner/nodes"));
        write("outside/S1/definition", "actions: []\n");
        Files.createSymbolicLink(inner.resolve("S1"), root.resolve("outside/S1"));
        Files.createDirectory(inner.resolve("S2"));
        Files.createSymbolicLink(inner.resolve("S2/definition"), root.resolve("outside/S1/definition"));
        NodeDirectories nodes = new NodeDirectories(new DataRoot(root.resolve("inner")), IdentifierScheme.SERIALNUMBER);

        assertThat(nodes.find(S1)).isEmpty();
        assertThat(nodes.find(NodeId.parse("S2"))).hasValueSatisfying(folder -> {
            assertThat(folder.hasDefinition()).isFalse();
            assertThat(folder.definition()).isEmpty();
        });
    }

    @Test
    void underSystemmacTheFolderMayBeInUpperOrLowerCase() throws IOException {
        write("nodes/001C73AABBCC/attributes", "a: 1\n");
        write("nodes/001c73aabbdd/attributes", "a: 1\n");
        NodeDirectories nodes = new NodeDirectories(new DataRoot(root), IdentifierScheme.SYSTEMMAC);

        for (String id : List.of("001c73aabbcc", "001C73AABBCC", "001C73AAbbcc", "001c73aabbdd", "001C73AABBDD")) {
            assertThat(nodes.find(NodeId.parse(id))).as(id).isPresent();
        }
        assertThat(nodes().find(NodeId.parse("001c73aabbcc"))).isEmpty();
    }

    private NodeDirectories nodes() {
        return new NodeDirectories(new DataRoot(root), IdentifierScheme.SERIALNUMBER);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }

    private List<String> files(String folder) {
        try (Stream<Path> entries = Files.list(root.resolve(folder))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
