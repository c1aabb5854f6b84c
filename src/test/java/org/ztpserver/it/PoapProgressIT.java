package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Nexus switches tell of themselves. */
class PoapProgressIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path root;

    @SuppressWarnings("NullAway.Init") // set before all
    private static PoapSite site;

    @BeforeAll
    static void start() throws IOException {
        site = new PoapSite(root);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void writeFiles() throws IOException {
        site.writeFiles();
    }

    @Test
    void theLastReportOfAKnownSwitchIsKept() throws IOException {
        site.put("REPORTS", "aaaa.bbbb.0001");
        assertThat(report("REPORTS", "{\"step\": \"collect\", \"status\": \"ok\", \"message\": \"Known\"}"))
                .isEqualTo(204);
        assertThat(report("REPORTS", "{\"step\": \"image\", \"status\": \"failed\", \"message\": \"No\\nroom\"}"))
                .isEqualTo(204);

        Map<?, ?> kept = StrictJson.object(Files.readString(site.root().resolve("poap/progress/REPORTS")));
        assertThat(kept.keySet()).hasToString("[step, status, message, time]");
        assertThat(kept.get("step")).isEqualTo("image");
        assertThat(kept.get("message")).isEqualTo("No room");
        assertThat(site.server().awaitLog("REPORTS: image failed"))
                .endsWith("WARN  127.0.0.1: REPORTS: image failed: No room");
    }

    @Test
    void aReportOfAStrangerIsLoggedAndNotKept() {
        assertThat(report("NOBODY", "{\"step\": \"collect\", \"status\": \"failed\", \"message\": \"404\"}"))
                .isEqualTo(204);
        assertThat(site.root().resolve("poap/progress/NOBODY")).doesNotExist();
        assertThat(site.server().awaitLog("NOBODY"))
                .endsWith("NOBODY (a switch that the server does not know): collect failed: 404");
    }

    @Test
    void whatIsNoReportIsRefused() {
        for (String body : Arrays.asList("", "{", "[]", "{}", "{\"step\": 1, \"status\": \"ok\"}")) {
            assertThat(report("S1", body)).isEqualTo(400);
        }
        assertThat(report("S1", "{\"step\": \"" + "x".repeat(17_000) + "\"}")).isEqualTo(413);
    }

    private static int report(String serial, String json) {
        return site.send("POST", "/progress/" + serial, json, "Content-Type", "application/json")
                .statusCode();
    }
}
