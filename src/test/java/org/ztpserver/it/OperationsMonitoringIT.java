package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.docs.Markdown;
import org.ztpserver.it.contract.RawRequest;

/** How the operator sees that the server is well, and what has become of switches. */
@TestsSections(
        page = OperatedServer.PAGE,
        sections = {"Monitoring the server", "The log", "Monitoring the switches"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsMonitoringIT {

    @SuppressWarnings("NullAway.Init") // set before all
    private OperatedServer server;

    /** Two switches are provisioned, and one has failed. */
    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = OperatedServer.start(folder);
        for (String serial : List.of("JPE24010001", "JPE24010002")) {
            server.boot(serial);
            server.store(serial, "hostname " + serial + "\n");
        }
        server.site().write("nodes/JPE24010009/definition", "actions: []\n");
        server.site().write("nodes/JPE24010009/pattern", "interfaces: []\n");
        server.register("JPE24010009");
        RawRequest.of("POST", server.url(), "/nodes/JPE24010009/progress")
                .body(
                        "{\"step\": \"action 1 of 1: add_config\", \"status\": \"failed\", \"message\": \"no such file\"}")
                .send();
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void everyCommandPrintsWhatThePageShows() {
        server.runAll("Monitoring the server", "The log", "Monitoring the switches");
    }

    /** Those of faults are in the page on troubleshooting. */
    @Test
    void theLogHasTheLinesOfTheTable() {
        RawRequest refused = RawRequest.of("POST", server.url(), "/nodes").body("");
        assertThat(refused.send().status()).isEqualTo(400);
        Await.await("what was refused", () -> server.log().contains(": POST /nodes: "));
        List<String> told = Markdown.read("docs", OperatedServer.PAGE).table("a line that has", "means").stream()
                .map(row -> row.get(0))
                .filter(lines -> !lines.contains("ERROR") && !lines.contains("can't write to"))
                .flatMap(lines -> Pattern.compile("`([^`]+)`").matcher(lines).results())
                .map(line -> line.group(1))
                .toList();
        assertThat(told).hasSizeGreaterThan(10);
        for (String line : told) {
            String pattern = Pattern.quote(line).replaceAll("\\.\\.\\.|<id>|<step>", "\\\\E.*\\\\Q");
            Await.await(
                    "a line with " + line,
                    () -> Pattern.compile(pattern).matcher(server.log()).find());
        }
    }
}
