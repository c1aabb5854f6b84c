package org.ztpserver.http.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SPAN = Duration.ofSeconds(10).toNanos();

    private final Pace pace = new Pace(Duration.ofSeconds(10), 100);
    private final Moving transfer = new Moving();
    private long now = System.nanoTime();

    private static final class Moving implements Pace.Transfer {

        private long bytes;
        private boolean ended;
        private boolean canEnd = true;

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public boolean tooSlow() {
            ended = canEnd;
            return canEnd;
        }
    }

    private boolean endedAfter(long bytes, long nanos) {
        transfer.bytes += bytes;
        now += nanos;
        pace.check(now);
        return transfer.ended;
    }

    @Test
    void theRateCountsInEachSpanAndNotFromTheBegin() {
        pace.watch(transfer, now);
        assertThat(endedAfter(1_000_000, SPAN)).isFalse();
        assertThat(endedAfter(1_000, SPAN)).isFalse();
        assertThat(endedAfter(999, SPAN)).isTrue();
    }

    @Test
    void aClientMayPauseWithinASpan() {
        pace.watch(transfer, now);
        assertThat(endedAfter(0, SPAN / 2)).isFalse();
        assertThat(endedAfter(1_000, SPAN / 2)).isFalse();
    }

    @Test
    void whatHasEndedIsNotWatched() {
        pace.watch(transfer, now);
        pace.forget(transfer);
        assertThat(endedAfter(0, 2 * SPAN)).isFalse();
    }

    @Test
    void aServerThatStopsWaitsForASilentClientOnlyAShortTime() {
        pace.watch(transfer, now);
        pace.hurry(Duration.ofSeconds(3), now);
        assertThat(endedAfter(1, Duration.ofSeconds(3).toNanos())).isFalse();
        assertThat(endedAfter(0, Duration.ofSeconds(3).toNanos())).isTrue();
    }

    @Test
    void withoutAMinimumRateOneByteIsEnough() {
        Pace lenient = new Pace(Duration.ofSeconds(10), 0);
        lenient.watch(transfer, now);
        transfer.bytes = 1;
        lenient.check(now + SPAN);
        assertThat(transfer.ended).isFalse();
        lenient.check(now + 2 * SPAN);
        assertThat(transfer.ended).isTrue();
    }

    @Test
    void whatCannotBeEndedAtOnceIsEndedLater() {
        pace.watch(transfer, now);
        transfer.canEnd = false;
        assertThat(endedAfter(0, SPAN)).isFalse();
        transfer.canEnd = true;
        assertThat(endedAfter(0, 1)).isTrue();
    }

    @Test
    void whenTheServerStopsAllTransfersEnd() {
        pace.watch(transfer, now);
        pace.close();
        assertThat(transfer.ended).isTrue();
    }
}
