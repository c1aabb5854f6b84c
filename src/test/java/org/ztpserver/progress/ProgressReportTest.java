package org.ztpserver.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressReportTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

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

    @ParameterizedTest
    @CsvSource({"'', ok", "image, ''", "image, very bad", "' ', ok"})
    void whatIsNoReportIsRefused(String step, String status) {
        assertThatThrownBy(() -> new ProgressReport(step, status, "", NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
