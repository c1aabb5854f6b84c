package org.ztpserver.eos.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ztpserver.core.fault.Faults.assertThatFault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.core.topology.NodePattern;
import org.ztpserver.eos.Site;
import org.ztpserver.site.DataRoot;

class SiteDirectoryTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path root;

    @SuppressWarnings("NullAway.Init") // set before each
    private SiteDirectory site;

    @BeforeEach
    void open() {
        site = new SiteDirectory(new DataRoot(root), FilePath.parse("neighbordb"), IdentifierScheme.SERIALNUMBER);
    }

    @Test
    void aMissingNeighbordbIsNamed() {
        assertThatFault(FaultKind.NOT_PROVISIONED)
                .isThrownBy(() -> site.neighbordb())
                .withMessage("neighbordb does not exist: " + root.resolve("neighbordb")
                        + ": create it, or create a folder for the node in nodes/");
    }

    @Test
    void anAnswerComesFromOneRelease() throws IOException {
        for (String release : new String[] {"v1", "v2"}) {
            write(release + "/neighbordb", "patterns: [{name: " + release + ", definition: d, node: S1}]\n");
            write(release + "/definitions/d", "name: " + release + "\nactions: []\n");
        }
        Path link = Files.createSymbolicLink(root.resolve("current"), Path.of("v1"));
        SiteDirectory followed =
                new SiteDirectory(new DataRoot(link), FilePath.parse("neighbordb"), IdentifierScheme.SERIALNUMBER);
        Site before = followed.now();
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("v2"));
        Site after = followed.now();
        for (int i = 0; i < 2; i++) {
            assertRelease(before, "v1");
            assertRelease(after, "v2");
        }
    }

    private static void assertRelease(Site site, String release) {
        assertThat(site.neighbordb().patterns()).extracting(NodePattern::name).containsExactly(release);
        assertThat(site.definition(FilePath.parse("d")))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().contains("name: " + release));
    }

    @Test
    void neighbordbIsTheOneOfNow() throws IOException {
        write("neighbordb", "patterns: [{name: one, definition: d, node: S1}]\n");
        assertThat(site.neighbordb().patterns()).extracting(NodePattern::name).containsExactly("one");

        write("neighbordb", "patterns: [{name: two, definition: d, node: S1}]\n");
        assertThat(site.neighbordb().patterns()).extracting(NodePattern::name).containsExactly("two");

        write("neighbordb", "patterns: [{name: typo, definition: d, nood: S1}]\n");
        assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> site.neighbordb())
                .withMessageStartingWith("neighbordb:1: ");
    }

    @Test
    void aDefinitionIsItsBytes() throws IOException {
        write("definitions/pod1/leaf", "name: x # a comment\nactions: []\n");

        assertThat(site.definition(FilePath.parse("pod1/leaf")))
                .hasValueSatisfying(
                        bytes -> assertThat(bytes).asString().isEqualTo("name: x # a comment\nactions: []\n"));
        assertThat(site.definition(FilePath.parse("pod1"))).isEmpty();
        assertThat(site.definition(FilePath.parse("missing"))).isEmpty();
    }

    @Test
    void aDefinitionThatIsNotYamlIsNamed() throws IOException {
        write("definitions/broken", "actions: [\n");

        assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> site.definition(FilePath.parse("broken")))
                .withMessageStartingWith("definitions/broken:");
    }

    @Test
    void aConfigHandlerIsItsBytesWhateverTheyAre() throws IOException {
        write("config-handlers/notify", "#!/bin/sh\n: [\n");

        assertThat(site.configHandler(FilePath.parse("notify")))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("#!/bin/sh\n: [\n"));
        assertThat(site.configHandler(FilePath.parse("missing"))).isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }
}
