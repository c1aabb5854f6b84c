package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a switch is told that gets no definition: because of its cabling, a pool, a database or a plugin. */
@TestsSections(page = TroubleshootingPage.NAME, sections = "A switch gets no definition: 400 to GET /nodes")
class TroubleshootingDefinitionsIT extends TroubleshootingScenarios {

    TroubleshootingDefinitionsIT() {
        folders();
        pools();
        plugins();
    }

    private void folders() {
        scenario("not-registered", () -> get("/nodes/JPE24010001"));
        scenario("recabled", () -> {
            post(LEAF);
            post(LEAF.replace("spine2", "leaf2"));
            return get("/nodes/JPE24010001");
        });
        scenario("no-pattern", () -> {
            site().write("nodes/JPE24010001/definition", "actions: []\n");
            post(LEAF);
            return get("/nodes/JPE24010001");
        });
        scenario("broken-definition", () -> {
            site().write("definitions/leaf", "name: leaf\nactions:\n  - name: base\n    attributes: {}\n");
            post(LEAF);
            return get("/nodes/JPE24010001");
        });
    }

    private void pools() {
        scenario("pool-exhausted", () -> {
            site().write("resources/mgmt", "192.0.2.11/24: JPE24010002\n192.0.2.12/24: JPE24010003\n");
            return definitionWith("allocate('mgmt')");
        });
        scenario("no-pool", () -> definitionWith("allocate('mgmt')"));
        scenario("broken-pool", () -> {
            site().write("resources/mgmt", "192.0.2.11/24: null\n192.0.2.11/24: null\n");
            return definitionWith("allocate('mgmt')");
        });
        scenario("no-database", () -> definitionWith("sql('mgmt')"));
        scenario("disk-full", this::definitionWithAFullDisk);
    }

    private void plugins() {
        scenario("no-plugin", () -> definitionWith("hostname('leaf')"));
        scenario("plugin-not-executable", () -> {
            site().write("plugins/hostname", "#!/bin/sh\necho leaf1\n");
            return definitionWith("hostname('leaf')");
        });
        scenario("plugin-failed", () -> {
            executable("plugins/hostname", "#!/bin/sh\necho 'no such site' >&2\nexit 3\n");
            return definitionWith("hostname('leaf')");
        });
        scenario("plugin-said", () -> {
            executable("plugins/hostname", "#!/bin/sh\necho 'no such site' >&2\nexit 3\n");
            definitionWith("hostname('leaf')");
            return awaitLog("no such site");
        });
    }

    private void define(String call) {
        site().write(
                        "definitions/leaf",
                        "name: leaf\nactions: [{action: add_config, attributes: {url: x, variables: {v: \"" + call
                                + "\"}}}]\n");
    }

    private String definitionWith(String call) {
        define(call);
        post(LEAF);
        return get("/nodes/JPE24010001");
    }

    /** Root has a file system that is full; who is not root can have a limit on the size of a file only. */
    private String definitionWithAFullDisk() throws Exception {
        Path resources = site().path("resources");
        Files.createDirectories(resources);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", resources.toString());
        try (ServerProcess other = ServerProcess.start(root())) {
            site().write("resources/mgmt", "192.0.2.11/24: null\n" + (mounted ? "" : "# a comment\n".repeat(2000)));
            if (mounted) {
                site().write("resources/full", "#\n".repeat(2000));
            } else {
                assertThat(run("prlimit", "--pid", "" + other.process().pid(), "--fsize=4096:"))
                        .isTrue();
            }
            define("allocate('mgmt')");
            post(other.url(), LEAF);
            return get(other.url(), "/nodes/JPE24010001").replace("File too large", "No space left on device");
        } finally {
            if (mounted) {
                assertThat(run("umount", "-l", resources.toString())).isTrue();
            }
        }
    }

    private static boolean run(String... command) throws Exception {
        return Subprocess.run(Duration.ofSeconds(30), Map.of(), List.of(command))
                        .status()
                == 0;
    }
}
