package org.ztpserver.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressReportTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void aReportIsReadAndWritten() {
        ProgressReport report =
                ProgressReport.of(Map.of("step", "image", "status", "ok", "message", "Already running"), NOON);

        assertThat(report).isEqualTo(new ProgressReport("image", "ok", "Already running", NOON));
        assertThat(report.toJson())
                .containsEntry("step", "image")
                .containsEntry("status", "ok")
                .containsEntry("message", "Already running")
                .containsEntry("time", "2026-11-20T12:00:00Z");
    }

    @Test
    void aMessageIsOneLineOfALimitedLength() {
        assertThat(new ProgressReport("a\nb", "ok", "x\r\n\u001b[31m\u2028y", NOON))
                .isEqualTo(new ProgressReport("a b", "ok", "x [31m y", NOON));
        assertThat(new ProgressReport("s", "ok", "x".repeat(5000), NOON).message())
                .hasSize(4096);
    }

    @Test
    void whatATerminalObeysAndWhatIsNoCharacterAreLeftOut() {
        assertThat(new ProgressReport("s", "ok", "a\u0085b\u009b2Jc\ud800d", NOON).message())
                .isEqualTo("a b 2Jc d");
    }

    @Test
    void noCharacterIsCutInTwo() {
        String message = new ProgressReport("s", "ok", "x" + "\ud83d\ude00".repeat(4096), NOON).message();
        assertThat(message).hasSize(4095).endsWith("\ud83d\ude00");
    }

    @Test
    void whatIsNoReportIsRefused() {
        for (Map<String, ?> json : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("step", "image"),
                Map.of("status", "ok"),
                Map.of("step", "image", "status", "very bad"),
                Map.of("step", "image", "status", "x".repeat(65)),
                Map.of("step", 1, "status", "ok"),
                Map.of("step", "image", "status", "ok", "message", List.of("x")))) {
            assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> ProgressReport.of(json, NOON));
        }
    }
}
