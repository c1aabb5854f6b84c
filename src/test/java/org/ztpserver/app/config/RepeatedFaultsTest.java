package org.ztpserver.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepeatedFaultsTest {

    private static final long WHILE = RepeatedFaults.WHILE.toMillis();

    private final LoggerContext logback = new LoggerContext();
    private final RepeatedFaults faults = new RepeatedFaults();

    private boolean repeated(String request, @Nullable Throwable fault, long now) {
        return faults.isRepeated(
                new LoggingEvent("x", logback.getLogger("a"), Level.ERROR, "{} failed", fault, new Object[] {request}),
                now);
    }

    private static IOException full() {
        return new IOException("No space left on device");
    }

    @Test
    void faultIsToldAgainWhenItsTimeHasEnded() {
        assertThat(repeated("PUT /a", full(), 0)).isFalse();
        assertThat(repeated("PUT /b", full(), 1)).isTrue();
        assertThat(faults.ended(WHILE - 1)).isEmpty();
        assertThat(faults.ended(WHILE))
                .containsExactly("PUT /a failed ... and once more for the same cause within 60 s");
        assertThat(repeated("PUT /c", full(), WHILE)).isFalse();
    }

    @Test
    void faultThatDoesNotComeAgainIsNotCounted() {
        assertThat(repeated("PUT /a", full(), 0)).isFalse();

        assertThat(faults.ended(WHILE)).isEmpty();
    }

    @Test
    void anotherReasonIsAnotherFault() {
        assertThat(repeated("PUT /a", full(), 0)).isFalse();

        assertThat(repeated("PUT /a", new IOException("Read-only file system"), 1))
                .isFalse();
    }

    @Test
    void lineWithoutAnExceptionIsAlwaysTold() {
        assertThat(repeated("PUT /a", null, 0)).isFalse();
        assertThat(repeated("PUT /a", null, 0)).isFalse();
    }
}
