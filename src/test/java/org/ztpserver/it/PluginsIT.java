package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.RawRequest;

/** The operator's own programs: plugins that work out values, and handlers of stored configurations (contract A7). */
class PluginsIT {

    @TempDir
    private Path folder;

    @Test
    void aPluginThatFailsConcernsItsOwnSwitchOnlyAndTheLogSaysWhy() throws Exception {
        PoolSite site = new PoolSite(folder.resolve("dataroot"), Map.of("v", "picky('x')"));
        site.know(3);
        executable(site, "plugins/picky", """
                #!/bin/sh
                case $1 in
                    HANG) echo "too slow" >&2; sleep 60;;
                    FLOOD) yes;;
                    DIE) echo first >&2; echo "the reason" >&2; kill -9 $$;;
                    *) echo "$1:$2";;
                esac
                """);
        List.of("HANG", "FLOOD", "DIE").forEach(site::know);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerProcess server =
                site.server("[plugins]", "timeout = 2", "output_limit = 65536").start()) {
            List<Future<String>> bad = new ArrayList<>();
            for (String id : List.of("HANG", "FLOOD", "DIE")) {
                bad.add(threads.submit(() -> PoolSite.get(server.url(), id).sentence(400)));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(PoolSite.value(server.url(), "N" + i)).isEqualTo("N" + i + ":x");
            }
            assertThat(bad.get(0).get()).contains("plugin picky('x') did not end within 2 s");
            assertThat(bad.get(1).get()).contains("printed more than 65536 bytes");
            assertThat(bad.get(2).get()).contains("ended with status 137");
            assertThat(server.awaitLog("the reason")).contains("DIE").contains("picky");
            assertThat(server.awaitLog("too slow")).contains("HANG");

            site.define(Map.of("v", "missing('x')"));
            assertThat(PoolSite.get(server.url(), "N0").sentence(400)).contains("plugins/missing is missing");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPythonPluginOfAristasServerRunsUnchangedAndMayFailLikeAnyOther() throws Exception {
        PoolSite site = new PoolSite(folder.resolve("dataroot"), Map.of("v", "rack('r7')", "w", "sums('x')"));
        site.know(1);
        site.files().write("plugins/rack", """
                import os
                from ztpserver.config import runtime

                def main(node_id, pool, node):
                    return "%s %s %s %s" % (node_id, pool, node.model, os.path.basename(runtime.default.data_root))
                """);
        site.files().write("plugins/sums", """
                def main(node_id, pool, node):
                    return {"neighbors": len(node.neighbors), "list": [1, "two"]}
                """);
        try (ServerProcess server = site.server().start()) {
            Map<?, ?> values = PoolSite.values(server.url(), "N0");
            assertThat(values.get("v")).isEqualTo("N0 r7 vEOS dataroot");
            assertThat(values.get("w")).isEqualTo(Map.of("neighbors", 0, "list", List.of(1, "two")));

            site.files()
                    .write("plugins/sums", "def main(node_id, pool, node):\n    raise RuntimeError('no ' + pool)\n");
            assertThat(PoolSite.get(server.url(), "N0").sentence(400)).contains("plugin sums('x') ended with status 1");
            server.awaitLog("RuntimeError: no x");
        }
    }

    @Test
    void theSwitchDoesNotWaitForTheConfigHandler() throws Exception {
        PoolSite site = new PoolSite(folder.resolve("dataroot"), Map.of());
        executable(site, "nodes/known/config-handler", """
                #!/bin/sh
                while [ ! -e go ]; do sleep 0.05; done
                echo "stored by $1 = $ZTPS_NODE_ID"
                exit 3
                """);
        try (ServerProcess server = site.server().start()) {
            int stored = RawRequest.of("PUT", server.url(), "/nodes/known/startup-config")
                    .body("hostname a\n")
                    .send()
                    .status();

            assertThat(stored).isEqualTo(201);
            assertThat(server.log()).noneMatch(line -> line.contains("stored by"));
            site.files().write("nodes/known/go", "");
            server.awaitLog("stored by known = known");
            server.awaitLog("the config-handler ended with status 3");
        }
    }

    private static void executable(PoolSite site, String name, String text) {
        assertThat(site.files().write(name, text).toFile().setExecutable(true)).isTrue();
    }
}
