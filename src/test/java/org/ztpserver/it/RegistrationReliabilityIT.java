package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** A node's folder appears whole or not at all (contract A5). */
class RegistrationReliabilityIT {

    private static final int CONNECTIONS = 10;
    private static final int ROUNDS = 15;
    private static final int KILLS = 5;
    private static final String DEFINITION = "name: d\nactions: []\n# " + "x".repeat(20_000) + "\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path dataRoot;

    @SuppressWarnings("NullAway.Init") // set before each
    private SiteFiles site;

    @BeforeEach
    void makeASiteThatTakesEverySwitch() {
        site = new SiteFiles(dataRoot);
        site.write("definitions/d", DEFINITION);
        site.write("neighbordb", "patterns: [{name: all, definition: d, model: vEOS}]\n");
    }

    private static RawRequest post(ServerProcess server, String id) {
        return RawRequest.of("POST", server.url(), "/nodes")
                .header("Content-Type", "application/json")
                .body("{\"serialnumber\": \"" + id + "\", \"model\": \"vEOS\", \"neighbors\": {}}");
    }

    private void assertWhole(String id) {
        assertThat(site.list("nodes/" + id)).as(id).containsExactly(".node", "definition", "pattern");
        assertThat(site.text("nodes/" + id + "/definition")).isEqualTo(DEFINITION);
        assertThat(site.text("nodes/" + id + "/.node")).startsWith("{").endsWith("}");
        assertThat(site.text("nodes/" + id + "/pattern")).contains("interfaces: []");
    }

    @Test
    void ofTenConnectionsThatPostOneNodeAtOnceOneCreatesIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try (ServerProcess server = ServerProcess.start(dataRoot)) {
            for (int round = 0; round < ROUNDS; round++) {
                String id = "S" + round;
                CyclicBarrier start = new CyclicBarrier(CONNECTIONS);
                Callable<Integer> client = () -> {
                    start.await(30, TimeUnit.SECONDS);
                    return post(server, id).send().status();
                };
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(CONNECTIONS, client))) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
                assertThat(statuses).filteredOn(status -> status == 409).hasSize(CONNECTIONS - 1);
                assertWhole(id);
            }
            assertThat(site.list("nodes")).hasSize(ROUNDS).allMatch(name -> name.startsWith("S"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aServerThatIsKilledLeavesNoHalfNodeAndLosesNone() throws Exception {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        for (int kill = 0; kill < KILLS; kill++) {
            killInTheMiddleOfRegistrations("K" + kill + "-", told, 5 * kill);
            List<String> nodes = nodes();
            nodes.forEach(this::assertWhole);
            assertThat(nodes).containsAll(told);
        }
        assertThat(told).isNotEmpty();

        String last = told.remove();
        site.write("nodes/~half/definition", "actions: []\n");
        try (ServerProcess server = ServerProcess.start(dataRoot)) {
            assertThat(post(server, last).send().status()).isEqualTo(409);
            RawRequest.of("GET", server.url(), "/nodes/" + last).send().is(200, "application/json");
            RawRequest.of("GET", server.url(), "/nodes/~half").send().sentence(400);
        }
        site.write("bootstrap/bootstrap", "$SERVER\n");
        Subprocess.Result valid = Cli.run(Map.of("ZTPS_DEFAULT_DATAROOT", dataRoot.toString()), "--validate-config");
        assertThat(valid.out()).as("what was not finished is no node").contains("no errors");
    }

    private List<String> nodes() {
        return site.list("nodes").stream().filter(name -> !name.startsWith("~")).toList();
    }

    private void killInTheMiddleOfRegistrations(String prefix, Queue<String> told, int before) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try (ServerProcess server = ServerProcess.start(dataRoot)) {
            int atStart = told.size();
            for (int client = 0; client < CONNECTIONS; client++) {
                String name = prefix + client + "-";
                threads.execute(() -> postUntilTheServerIsGone(server, name, told));
            }
            Await.await("registrations", () -> told.size() >= atStart + 1 + before);
            server.kill();
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void postUntilTheServerIsGone(ServerProcess server, String name, Queue<String> told) {
        for (int i = 0; i < 10_000; i++) {
            try {
                if (post(server, name + i).send().status() == 201) {
                    told.add(name + i);
                }
            } catch (UncheckedIOException e) {
                return;
            }
        }
    }

    @Test
    void whatAKilledServerLeftIsRemovedByALaterOneButNotWhatIsStillInTheMaking() throws IOException {
        String old = "~" + UUID.randomUUID();
        String recent = "~" + UUID.randomUUID();
        site.write("nodes/" + old + "/definition", "x");
        site.write("nodes/" + recent + "/definition", "x");
        Files.setLastModifiedTime(
                site.path("nodes/" + old), FileTime.from(Instant.now().minusSeconds(7200)));
        try (ServerProcess server = ServerProcess.start(dataRoot)) {
            server.awaitLog(old);
            assertThat(site.list("nodes")).containsExactly(recent);
        }
    }
}
