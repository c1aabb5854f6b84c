package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * An edit is visible to the next request (contract A4): edits of the same length as fast as they come, so that many fall
 * into one clock tick, then with the modification time set back, then by a rename, then through a link.
 */
public interface ReadOnAccessContract extends ServerUnderTest {

    int FAST_EDITS = 30;

    /** @param shown how the server shows the digit that takes the place of {@code #} in the content */
    private void follows(String file, String content, Supplier<String> shown) throws IOException {
        Instant longAgo = Instant.now().minusSeconds(3600);
        for (int i = 0; i < FAST_EDITS; i++) {
            edit(file, content, i % 10);
            assertThat(shown.get()).as("edit " + i).contains("value" + i % 10);
        }
        for (int i = 0; i < 3; i++) {
            Path path = edit(file, content, i);
            Files.setLastModifiedTime(path, FileTime.from(longAgo));
            assertThat(shown.get()).as("edit %s with its time set back", i).contains("value" + i);
        }
        for (int i = 3; i < 6; i++) {
            Path path = edit(file + ".new", content, i);
            Files.setLastModifiedTime(path, FileTime.from(longAgo));
            Files.move(path, site().path(file), StandardCopyOption.ATOMIC_MOVE);
            assertThat(shown.get()).as("rename %s", i).contains("value" + i);
        }
        Path link = site().path(file);
        for (int i = 6; i < 9; i++) {
            String target = link.getFileName() + "." + i;
            edit(file + "." + i, content, i);
            Files.delete(link);
            Files.createSymbolicLink(link, Path.of(target));
            assertThat(shown.get()).as("link %s", i).contains("value" + i);
        }
        Files.delete(link);
    }

    private Path edit(String file, String content, int value) {
        return site().write(file, content.replace("#", Integer.toString(value)));
    }

    @Test
    default void anEditOfNeighbordbIsSeenAtOnce() throws IOException {
        for (int i = 0; i < 10; i++) {
            site().write("definitions/value" + i, "name: value" + i + "\nactions: []\n");
        }
        follows("neighbordb", "patterns: [{name: x, definition: value#, model: vEOS}]\n", () -> {
            String id = newSerial();
            postNode(id).send().is(201, "text/html");
            return site().text("nodes/" + id + "/definition");
        });
    }

    @Test
    default void anEditOfADefinitionIsSeenByTheNextNode() throws IOException {
        site().write("neighbordb", "patterns: [{name: x, definition: edited, model: vEOS}]\n");
        follows("definitions/edited", "name: value#\nactions: []\n", () -> {
            String id = newSerial();
            postNode(id).send().is(201, "text/html");
            return get("/nodes/" + id).send().is(200, "application/json").text();
        });
    }

    @Test
    default void anEditOfANodesFilesIsSeenAtOnce() throws IOException {
        String id = knownNode("attributes: {a: none}\nactions: [{action: a, attributes: {a: $a}}]\n");
        Supplier<String> definition =
                () -> get("/nodes/" + id).send().is(200, "application/json").text();
        follows("nodes/" + id + "/attributes", "a: value#\n", definition);
        follows("nodes/" + id + "/definition", "name: value#\nactions: []\n", definition);
        site().write("nodes/" + id + "/definition", "actions: []\n");
        follows(
                "nodes/" + id + "/pattern",
                "interfaces: [{Ethernet1: 'value#:any'}]\n",
                () -> get("/nodes/" + id).send().sentence(400));
        follows(
                "nodes/" + id + "/startup-config",
                "value#\n",
                () -> get("/nodes/" + id + "/startup-config").send().text());
    }

    @Test
    default void anEditOfAServedFileIsSeenAtOnceInItsDigestsToo() throws IOException {
        String[] before = {"", ""};
        follows("files/edited", "value#\n", () -> {
            HttpAnswer answer = get("/files/edited").send().is(200, "text/plain");
            String meta =
                    get("/meta/files/edited").send().is(200, "application/json").text();
            assertThat(answer.need("ETag")).isNotEqualTo(before[0]);
            assertThat(meta).isNotEqualTo(before[1]);
            before[0] = answer.need("ETag");
            before[1] = meta;
            return answer.text();
        });
        follows(
                "actions/edited",
                "value#\n",
                () -> get("/actions/edited").send().text());
    }

    @Test
    default void anEditOfTheBootstrapFilesIsSeenAtOnce() throws IOException {
        follows(
                "bootstrap/bootstrap",
                "value#\n",
                () -> get("/bootstrap").send().text());
        follows(
                "bootstrap/bootstrap.conf",
                "xmpp: {a: value#}\n",
                () -> get("/bootstrap/config").send().text());
    }

    @Test
    default void aRemovedFileIsGoneAtOnce() {
        site().write("files/removed", "x");
        get("/files/removed").send().is(200, "text/plain");
        site().remove("files/removed");
        get("/files/removed").send().sentence(404);
        get("/meta/files/removed").send().sentence(404);
    }
}
