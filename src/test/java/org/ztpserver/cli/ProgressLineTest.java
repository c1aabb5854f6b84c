package org.ztpserver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final StringWriter err = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    private ProgressLine line(boolean terminal) {
        return new ProgressLine(new PrintWriter(err), terminal, nanos::get);
    }

    private void after(long milliseconds) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    @Test
    void aShortCheckWritesNothing() {
        try (ProgressLine line = line(true)) {
            after(999);
            line.at("nodes", 10, 10);
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aLongOneSaysNowAndThenHowFarItIsAndLeavesNothingBehind() {
        try (ProgressLine line = line(true)) {
            after(1_000);
            line.at("nodes", 4_000, 100_000);
            after(99);
            line.at("nodes", 4_500, 100_000);
            after(1);
            line.at("nodes", 5_000, 100_000);
        }
        assertThat(err.toString())
                .isEqualTo(
                        "\r\u001b[Kchecking nodes: 4,000 of 100,000\r\u001b[Kchecking nodes: 5,000 of 100,000\r\u001b[K");
    }

    @Test
    void whereNobodyLooksNothingIsWritten() {
        try (ProgressLine line = line(false)) {
            after(60_000);
            line.at("nodes", 1, 2);
        }
        assertThat(err.toString()).isEmpty();
    }
}
