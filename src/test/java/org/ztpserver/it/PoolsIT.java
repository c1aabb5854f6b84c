package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;

/** What {@code allocate('pool')} promises (contract A7), kept by running servers. */
class PoolsIT {

    private static final int NODES = 200;

    @TempDir
    private Path folder;

    private final ExecutorService nodes = Executors.newCachedThreadPool();

    @AfterEach
    void stopNodes() {
        nodes.shutdownNow();
    }

    @Test
    void twoServersOnOneDataRootShareOutOnePoolAndTheNextNodeIsTold() throws Exception {
        PoolSite site = site(NODES + 1, PoolSite.pool(NODES));
        try (ServerProcess one = site.server().start();
                ServerProcess other = site.server().start()) {
            Map<String, String> values = askAllAtOnce(List.of(one.url(), other.url()));

            assertThat(Set.copyOf(values.values())).hasSize(NODES);
            assertThat(site.owned("p")).isEqualTo(values);
            for (int i = 0; i < 20; i++) {
                URI url = i % 2 == 0 ? other.url() : one.url(); // the one that did not hand it out
                assertThat(PoolSite.value(url, "N" + i)).isEqualTo(values.get("N" + i));
            }
            byte[] full = site.files().bytes("resources/p");
            assertThat(PoolSite.get(one.url(), "N" + NODES).sentence(400)).contains("pool p is exhausted");
            assertThat(site.files().bytes("resources/p")).isEqualTo(full);
        }
    }

    @Test
    void aSwitchKeepsItsValueHoweverItsMacAddressIsWritten() throws Exception {
        PoolSite site = site(0, "# spare\na: null\nb: '00:1C:73:AA:BB:02' # by hand\nc: null\n");
        site.files().write("neighbordb", "patterns: [{name: all, definition: leaf, model: vEOS}]\n");
        site.files().write("definitions/leaf", site.files().text("nodes/known/definition"));
        try (ServerProcess server = site.server("identifier = systemmac").start()) {
            for (String mac : List.of("00:1c:73:aa:bb:01", "001C.73AA.BB01", "00-1C-73-aa-bb-01", "001c73aabb01")) {
                String location = RawRequest.of("POST", server.url(), "/nodes")
                        .header("Content-Type", "application/json")
                        .body("{\"model\": \"vEOS\", \"systemmac\": \"" + mac + "\", \"neighbors\": {}}")
                        .send()
                        .need("Location");
                assertThat(PoolSite.value(server.url(), location.replaceFirst(".*/", "")))
                        .isEqualTo("a");
            }
            assertThat(PoolSite.value(server.url(), "001C73AABB01")).isEqualTo("a");
            RawRequest.of("POST", server.url(), "/nodes")
                    .body("{\"model\": \"vEOS\", \"systemmac\": \"001c.73aa.bb02\", \"neighbors\": {}}")
                    .send();
            assertThat(PoolSite.value(server.url(), "001c73aabb02")).isEqualTo("b");
        }
        assertThat(site.files().text("resources/p"))
                .matches("# spare\na: '?001c73aabb01'?\nb: '00:1C:73:AA:BB:02' # by hand\nc: null\n");
    }

    @Test
    void anOperatorsEditsAreNotLostWhileValuesAreHandedOut() throws Exception {
        PoolSite site = site(NODES, "# begin\n" + PoolSite.pool(NODES));
        Path pool = site.files().path("resources/p");
        Semaphore served = new Semaphore(0);
        try (ServerProcess server = site.server().start()) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread;
                running.add(nodes.submit(() -> {
                    for (int i = first; i < NODES; i += 4) {
                        PoolSite.value(server.url(), "N" + i);
                        served.release();
                    }
                }));
            }
            for (int edit = 0; edit < 8; edit++) {
                served.acquire(NODES / 10);
                Files.writeString(pool, "x" + edit + ": null # edit\n", StandardOpenOption.APPEND);
            }
            for (Future<?> thread : running) {
                thread.get();
            }
            // Between two requests, as an editor does that renames.
            Path edited = site.files().path("edited");
            Files.writeString(edited, Files.readString(pool).replace("# begin", "first: null"));
            Files.move(edited, pool, StandardCopyOption.ATOMIC_MOVE);
            site.know("LATER");
            assertThat(PoolSite.value(server.url(), "LATER")).isEqualTo("first");
        }
        assertThat(site.owned("p")).hasSize(NODES + 1);
        assertThat(site.files().text("resources/p"))
                .startsWith("first: LATER\n")
                .contains("x0: ", "x1: ", "x2: ", "x3: ", "x4: ", "x5: ", "x6: ", "x7: ");
    }

    @Test
    void aPoolThatCanNotBeWrittenStaysAsItWasAndOthersAreServed() throws Exception {
        PoolSite site = site(4, "held: N3\n" + PoolSite.pool(4000));
        byte[] before = site.files().bytes("resources/p");
        try (ServerProcess server = site.server().start()) {
            assertThat(PoolSite.value(server.url(), "N3")).isEqualTo("held");
            limitFileSize(server, "50000");
            requestFailsAndChangesNothing(site, server, before, "File too large");
            site.files().write("resources/small", "s: null\n");
            site.define(Map.of("v", "allocate('small')"));
            assertThat(PoolSite.value(server.url(), "N1")).isEqualTo("s");
            site.define(Map.of("v", "allocate('p')"));

            limitFileSize(server, "unlimited");
            assertThat(PoolSite.value(server.url(), "N0")).isEqualTo("10.0.0.0/16");
        }
    }

    /** A file system of its own needs root; the test above does without. */
    @Test
    void onAFullDiskTheRequestFailsAndThePoolStaysAsItWas() throws Exception {
        PoolSite site = site(4, "");
        Path resources = site.files().path("resources");
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=180k", "tmpfs", resources.toString()) == 0;
        try {
            site.files().write("resources/p", "held: N3\n" + PoolSite.pool(6000));
            byte[] before = site.files().bytes("resources/p");
            try (ServerProcess server = site.server().start()) {
                if (!mounted) {
                    limitFileSize(server, "60000");
                }
                requestFailsAndChangesNothing(
                        site, server, before, mounted ? "No space left on device" : "File too large");
            }
        } finally {
            if (mounted) {
                run("umount", "-l", resources.toString());
            }
        }
    }

    private static void requestFailsAndChangesNothing(
            PoolSite site, ServerProcess server, byte[] before, String reason) {
        for (int i = 0; i < 3; i++) {
            assertThat(PoolSite.get(server.url(), "N" + i).sentence(400))
                    .isEqualTo("resources/p can't be written: " + reason);
        }
        assertThat(site.files().bytes("resources/p")).isEqualTo(before);
        assertThat(site.files().list("resources")).containsExactly("p", "~lock");
        assertThat(PoolSite.value(server.url(), "N3")).isEqualTo("held"); // which needs no write
        server.awaitLog("resources/p can't be written");
    }

    /** @param bytes of the largest file that the process may write from now on */
    private static void limitFileSize(ServerProcess server, String bytes) throws Exception {
        long pid = server.process().pid();
        assertThat(run("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":"))
                .isZero();
    }

    private static int run(String... command) throws Exception {
        return Subprocess.run(Duration.ofSeconds(10), Map.of(), List.of(command))
                .status();
    }

    @Test
    void pluginsAndPoolsOfAllKindsAreCheckedByTheCommandLine() throws Exception {
        PoolSite site = site(1, "a: N1\nb: N1\n");
        site.files().write("resources/broken", "a: null\nb: [x]\n");
        site.files().write("plugins/asleep", "just text\n");
        site.define(Map.of("v", "allocate('none')", "w", "asleep('x')", "x", "missing('y')", "z", "sql('t')"));

        Subprocess.Result result =
                Cli.run(Map.of("ZTPS_DEFAULT_DATAROOT", site.root().toString()), "--validate-config");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .contains("resources/none is missing: create it with a line 'VALUE: null' for each value")
                .contains("plugins/asleep is neither executable")
                .contains("plugins/missing is missing: put an executable file there")
                .contains("set [resources] jdbc_url")
                .contains("resources/broken:2: ")
                .contains("resources/p: 'N1' has both a and b");
        assertThat(site.files().list("resources")).containsExactly("broken", "p");
    }

    @Test
    void clearingIsAllOrNothingAndKeepsComments() throws Exception {
        PoolSite site = site(1, "# spare\na: N1 # one\nb:   'N2'\n\nc: N1#lo0\n");
        site.files().write("resources/q", "d: N1\nd: null\n");
        Map<String, String> environment =
                Map.of("ZTPS_DEFAULT_DATAROOT", site.root().toString());

        Subprocess.Result broken = Cli.run(environment, "--clear-resources", "--yes");
        assertThat(broken.status()).isNotZero();
        assertThat(broken.out() + broken.err()).contains("resources/q:2");
        assertThat(site.files().text("resources/p")).contains("a: N1 # one\nb:   'N2'\n\nc: N1#lo0\n");

        Subprocess.Result one = Cli.run(environment, "--clear-resources", "--yes", "--pool", "p", "--node", "N1");
        assertThat(one.status()).as(one.err()).isZero();
        assertThat(site.files().text("resources/p")).isEqualTo("# spare\na: null # one\nb:   'N2'\n\nc: null\n");

        site.files().write("resources/q", "d: N1\n");
        assertThat(Cli.run(environment, "-r", "--yes").status()).isZero();
        assertThat(site.files().text("resources/p")).isEqualTo("# spare\na: null # one\nb:   null\n\nc: null\n");
        assertThat(site.files().text("resources/q")).isEqualTo("d: null\n");
    }

    private PoolSite site(int count, String pool) {
        PoolSite site = new PoolSite(folder.resolve("dataroot"), Map.of("v", "allocate('p')"));
        site.know(count);
        site.files().write("resources/p", pool);
        return site;
    }

    /** The value of each node. */
    private Map<String, String> askAllAtOnce(List<URI> servers) throws Exception {
        Map<String, Future<HttpAnswer>> asked = new HashMap<>();
        for (int i = 0; i < NODES; i++) {
            URI url = servers.get(i % servers.size());
            String id = "N" + i;
            asked.put(id, nodes.submit(() -> PoolSite.get(url, id)));
        }
        Map<String, String> values = new TreeMap<>();
        for (Map.Entry<String, Future<HttpAnswer>> node : asked.entrySet()) {
            String json = node.getValue().get().is(200, "application/json").text();
            values.put(node.getKey(), json.replaceFirst("(?s).*\"v\":\"([^\"]*)\".*", "$1"));
        }
        return values;
    }
}
