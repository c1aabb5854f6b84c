package org.ztpserver.http.flow;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SendingTest {

    private static final int BYTES = 100_000;

    private final FakeExchange exchange = new FakeExchange("");
    private final Pace pace = new Pace(Duration.ofSeconds(10), 100);
    private final Memory memory = new Memory(BYTES);

    private WriteListener send() throws IOException {
        Reservation reservation = new Reservation(memory, new Busy());
        assertThat(reservation.grow(BYTES)).isTrue();
        Sending.begin(new ByteSource(new byte[BYTES], BYTES, reservation::giveBack), exchange.context, pace);
        return Objects.requireNonNull(exchange.writing);
    }

    private boolean memoryIsFree() {
        return new Reservation(memory, new Busy()).grow(BYTES);
    }

    @Test
    void aSentAnswerGivesItsMemoryBack() throws Exception {
        send().onWritePossible();
        assertThat(exchange.answer()).hasSize(BYTES);
        assertThat(exchange.completions).isEqualTo(1);
        assertThat(memoryIsFree()).isTrue();
    }

    /** Jetty does not call {@code onComplete} for an answer that is shorter than announced. */
    @Test
    void aBrokenOffAnswerGivesItsMemoryBackAlsoIfTheContainerNeverSaysThatItIsDone() throws Exception {
        exchange.takes = false;
        WriteListener sending = send();
        sending.onWritePossible();
        assertThat(memoryIsFree()).isFalse();

        sending.onError(new IOException("the client has gone"));
        assertThat(memoryIsFree()).isTrue();
    }

    @Test
    void aSlowDiskKeepsTheClockFromNobody() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch disk = new CountDownLatch(1);
        Source slow = new Source() {
            @Override
            public long length() {
                return BYTES;
            }

            @Override
            public int write(ServletOutputStream out, long sent) {
                read.countDown();
                assertThat(await(disk)).isTrue();
                exchange.takes = false;
                return 1;
            }

            @Override
            public void ended(boolean complete) {
                assertThat(complete).isFalse();
            }
        };
        Sending.begin(slow, exchange.context, pace);
        WriteListener writing = Objects.requireNonNull(exchange.writing);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                writing.onWritePossible();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(await(read)).isTrue();

        long late = System.nanoTime() + Duration.ofSeconds(11).toNanos();
        CompletableFuture.runAsync(() -> pace.check(late)).get(30, TimeUnit.SECONDS);
        assertThat(exchange.completions).isZero();

        disk.countDown();
        writer.get(30, TimeUnit.SECONDS);
        pace.check(late);
        assertThat(exchange.completions).as("one byte is too little").isEqualTo(1);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void anAnswerThatNobodyTakesGivesItsMemoryBack() throws Exception {
        exchange.takes = false;
        send().onWritePossible();

        pace.check(System.nanoTime() + Duration.ofSeconds(11).toNanos());
        assertThat(exchange.completions).isEqualTo(1);
        assertThat(memoryIsFree()).isTrue();
    }
}
