package org.ztpserver.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.eos.StartupConfigs;
import org.ztpserver.eos.disk.NodeDirectories;
import org.ztpserver.event.Contact;
import org.ztpserver.event.RecordedEvents;
import org.ztpserver.site.DataRoot;

@Timeout(30)
class ConfigHandlersTest {

    private static final int AT_ONCE = 6;

    @TempDir
    private Path folder;

    private ConfigHandlers runs = new ConfigHandlers(new DataRoot(Path.of("/")), limits(1), 1);

    @BeforeEach
    void start() {
        runs = new ConfigHandlers(new DataRoot(folder), limits(20), AT_ONCE);
    }

    @AfterEach
    void stop() {
        runs.close();
    }

    @Test
    void itRunsInTheNodesFolderAndKnowsTheNode() throws IOException {
        handler("JPE1", "echo \"$# $1 $ZTPS_NODE_ID $(cat startup-config)\" > answer\ncat >> answer\nmv answer out");

        assertThat(put("JPE1", "hostname a")).isTrue();

        assertThat(await("JPE1/out")).isEqualTo("1 JPE1 JPE1 hostname a\n");
    }

    @Test
    void handlersOfSoManyNodesRunAtTheSameTime() throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            handler(
                    "JPE" + i,
                    "touch ../here$1\nwhile [ $(ls .. | grep -c here) -lt 6 ]; do sleep 0.05; done\ntouch out");
            assertThat(put("JPE" + i, "x")).isTrue();
        }

        for (int i = 0; i < AT_ONCE; i++) {
            await("JPE" + i + "/out");
        }
    }

    @Test
    void theAnswerDoesNotWaitForTheHandler() throws IOException {
        handler("JPE1", "while [ ! -e go ]; do sleep 0.05; done\ntouch out");

        assertThat(put("JPE1", "x")).isTrue(); // and comes back although it can't have ended
        Files.writeString(node("JPE1/go"), "");

        await("JPE1/out");
    }

    @Test
    void runsForOneNodeHappenOneAfterTheOtherInOrder() throws IOException {
        handler(
                "JPE1",
                "echo \"in $(cat startup-config)\" >> log\nsleep 0.05\necho out >> log\n"
                        + "[ $(wc -l < log) = 10 ] && mv log all || true");

        for (int i = 0; i < 5; i++) {
            put("JPE1", String.valueOf(i));
        }

        List<String> lines = await("JPE1/all").lines().toList();
        assertThat(lines).hasSize(10);
        for (int i = 0; i < 10; i += 2) {
            assertThat(lines.get(i)).startsWith("in ");
            assertThat(lines.get(i + 1)).isEqualTo("out");
        }
        assertThat(lines.get(8)).isEqualTo("in 4");
    }

    @Test
    void oneNodeDoesNotWaitForAnother() throws IOException {
        handler("JPE1", "while [ ! -e ../JPE2/out ]; do sleep 0.05; done\ntouch out");
        handler("JPE2", "touch out");

        put("JPE1", "x");
        put("JPE2", "x");

        await("JPE1/out");
    }

    @Test
    void aRunThatHangsIsKilledAndTheNextOneStarts() throws IOException {
        runs.close();
        runs = new ConfigHandlers(new DataRoot(folder), limits(1), AT_ONCE);
        handler("JPE1", "if [ -e out ]; then touch next; else touch out; exec sleep 60; fi");

        put("JPE1", "x");
        put("JPE1", "y");

        await("JPE1/next");
    }

    @Test
    void aFaultOfTheHandlerDoesNotAffectTheSwitch() throws IOException {
        handler("JPE1", "exit 3");
        handler("JPE2", "touch out");
        assertThat(node("JPE2/config-handler").toFile().setExecutable(false)).isTrue();
        handler("JPE3", "x");
        Files.writeString(node("JPE3/config-handler"), "#!/none/such\n");

        assertThat(put("JPE1", "x")).isTrue();
        assertThat(put("JPE1", "y")).isFalse();
        assertThat(put("JPE2", "x")).isTrue();
        assertThat(put("JPE3", "x")).isTrue();
        runs.close();
        assertThat(put("JPE1", "after the stop")).isFalse();

        assertThat(node("JPE1/startup-config")).hasContent("after the stop");
        assertThat(node("JPE2/out")).doesNotExist();
    }

    @Test
    void whenTheServerStopsNoRunBeginsThatWasWaiting() throws Exception {
        handler("JPE1", "touch begun$(ls | grep -c begun)\nwhile [ ! -e go ]; do sleep 0.05; done\ntouch out");
        put("JPE1", "a");
        await("JPE1/begun0");
        put("JPE1", "b");

        runs.stopping();
        Files.writeString(node("JPE1/go"), "");
        await("JPE1/out");
        runs.close();

        assertThat(node("JPE1/begun1")).doesNotExist();
    }

    private static ProgramLimits limits(int seconds) {
        return new ProgramLimits(Duration.ofSeconds(seconds), 1 << 20);
    }

    private boolean put(String id, String config) {
        NodeDirectories nodes = new NodeDirectories(new DataRoot(folder), IdentifierScheme.SERIALNUMBER);
        return new StartupConfigs(nodes, runs, new RecordedEvents().events())
                .put(new Contact("192.0.2.1"), NodeId.parse(id), config.getBytes(UTF_8));
    }

    private void handler(String id, String script) throws IOException {
        Files.createDirectories(node(id));
        Path handler = node(id + "/config-handler");
        Files.writeString(handler, "#!/bin/sh\n" + script + "\n");
        assertThat(handler.toFile().setExecutable(true)).isTrue();
    }

    private Path node(String path) {
        return folder.resolve("nodes").resolve(path);
    }

    private String await(String path) throws IOException {
        while (!Files.exists(node(path))) {
            LockSupport.parkNanos(1_000_000);
        }
        return Files.readString(node(path));
    }
}
