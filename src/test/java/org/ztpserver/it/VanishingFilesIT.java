package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** Some editors and copying programs remove a file before they put the new one in its place. */
class VanishingFilesIT {

    private static final int ROUNDS = 3_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path dataRoot;

    /** What is edited, and the request that reads it. */
    private static final Map<String, String> REQUESTS_BY_FILE = new LinkedHashMap<>(Map.of(
            "bootstrap/bootstrap", "GET /bootstrap",
            "bootstrap/bootstrap.conf", "GET /bootstrap/config",
            "nodes/JPE1/definition", "GET /nodes/JPE1",
            "neighbordb", "POST /nodes",
            "config-handlers/handler", "POST /nodes",
            "poap/poap_script.py", "GET /poap_script.py",
            "poap/podvars.yml", "GET /conf/FDO1",
            "poap/templates/conf_nxv.ftl", "GET /conf/FDO1",
            "files/image", "GET /files/image"));

    @Test
    void aFileThatIsGoneForAMomentIsMissingAndNoFaultOfTheServer() throws Exception {
        SiteFiles site = new SiteFiles(dataRoot);
        site.write("bootstrap/bootstrap", "$SERVER\n");
        site.write("bootstrap/bootstrap.conf", "logging: []\n");
        site.write("definitions/leaf", "actions: []\n");
        site.write("config-handlers/handler", "#!/bin/sh\n");
        site.write("nodes/JPE1/definition", "actions: []\n");
        site.write("nodes/JPE1/pattern", "name: all\ninterfaces: []\n");
        site.write("nodes/JPE1/.node", "{\"serialnumber\": \"JPE1\", \"neighbors\": {}}");
        site.write("neighbordb", """
                patterns:
                  - {name: none, definition: leaf, config-handler: handler, interfaces: [{none: none}], model: vEOS}
                """);
        site.write("poap/poap_script.py", Files.readString(Path.of("src/main/dataroot/poap/poap_script.py")));
        site.write("poap/podvars.yml", "switches: [{id: FDO1, hostname: n1, ip: \"allocate('addresses')\"}]\n");
        site.write("poap/templates/conf_nxv.ftl", "hostname ${hostname} ${ip}\n");
        site.write("resources/addresses", "192.0.2.1: null\n192.0.2.2: FDO1\n");
        site.write("files/image", "x".repeat(10_000));

        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerProcess server = ServerProcess.start(dataRoot)) {
            AtomicBoolean over = new AtomicBoolean();
            List<Future<?>> editors = new ArrayList<>();
            for (String file : REQUESTS_BY_FILE.keySet()) {
                editors.add(threads.submit(() -> {
                    byte[] bytes = Files.readAllBytes(dataRoot.resolve(file));
                    while (!over.get()) {
                        edit(dataRoot.resolve(file), bytes);
                    }
                    return null;
                }));
            }
            List<String> faults = new ArrayList<>();
            List<String> requests = List.copyOf(REQUESTS_BY_FILE.values());
            for (int round = 0; round < ROUNDS; round++) {
                String request = requests.get(round % requests.size());
                HttpAnswer answer = send(server, request, round);
                if (answer.status() >= 500) {
                    faults.add(request + ": " + answer.text());
                }
            }
            over.set(true);
            for (Future<?> editor : editors) {
                editor.get();
            }
            assertThat(faults).isEmpty();
            assertThat(server.log()).noneMatch(line -> line.contains("error id"));
        } finally {
            threads.shutdownNow();
        }
    }

    private static void edit(Path file, byte[] bytes) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(beside, bytes);
        Files.delete(file);
        Files.move(beside, file);
    }

    private static HttpAnswer send(ServerProcess server, String request, int round) {
        String[] parts = request.split(" ", 2);
        RawRequest raw = RawRequest.of(parts[0], server.url(), parts[1]);
        return parts[0].equals("POST")
                ? raw.body("{\"serialnumber\": \"S" + round + "\", \"model\": \"vEOS\", \"neighbors\": {}}")
                        .send()
                : raw.send();
    }
}
