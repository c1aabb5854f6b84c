package org.ztpserver.http.flow;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
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
    void anAnswerThatNobodyTakesGivesItsMemoryBack() throws Exception {
        exchange.takes = false;
        send().onWritePossible();

        pace.check(System.nanoTime() + Duration.ofSeconds(11).toNanos());
        assertThat(exchange.completions).isEqualTo(1);
        assertThat(memoryIsFree()).isTrue();
    }
}
