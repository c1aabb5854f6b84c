package org.ztpserver.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;

/** A report as a switch sends it, and as it is kept. */
class ProgressFormatsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static ProgressReport sent(String json) {
        return ProgressReportJson.read(
                new ByteArrayInputStream(json.getBytes(UTF_8)), -1, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void aReportHasTheTimeAtWhichItArrived() {
        assertThat(sent("{\"step\": \"image\", \"status\": \"ok\", \"message\": \"Already running\"}"))
                .isEqualTo(new ProgressReport("image", "ok", "Already running", NOON));
        assertThat(sent("{\"step\": \"image\", \"status\": \"ok\"}").message()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"step\": \"image\"}",
                "{\"status\": \"ok\"}",
                "{\"step\": 1, \"status\": \"ok\"}",
                "{\"step\": \"image\", \"status\": \"ok\", \"message\": [\"x\"]}"
            })
    void whatIsNoReportIsRefused(String json) {
        Faults.assertThatFault(FaultKind.INVALID_REQUEST).isThrownBy(() -> sent(json));
    }

    @Test
    void whatIsKeptIsReadBackAsItWas() {
        ProgressReport report = new ProgressReport("image", "failed", "disk \"full\"", NOON);
        assertThat(ProgressFile.read(".progress", ProgressFile.write(report))).isEqualTo(report);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"step\": null, \"status\": \"ok\", \"time\": \"2026-11-20T12:00:00Z\"}",
                "{\"step\": \"s\", \"status\": \"ok\", \"time\": \"noon\"}"
            })
    void aFileThatIsNoReportIsNamed(String text) {
        Faults.assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> ProgressFile.read("nodes/S1/.progress", text.getBytes(UTF_8)))
                .withMessage("nodes/S1/.progress: is not a progress report: remove it");
    }
}
