package org.ztpserver.http.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ztpserver.http.ServerBusyException;

class ReservationTest {

    private final Memory memory = new Memory(1_000_000);
    private final Busy busy = new Busy();
    private final Reservation one = new Reservation(memory, busy);
    private final Reservation other = new Reservation(memory, busy);

    @Test
    void whoFindsNoMemoryIsToldToComeBack() {
        one.take(900_000);

        assertThatThrownBy(() -> other.take(200_000))
                .isInstanceOfSatisfying(
                        ServerBusyException.class,
                        refusal -> assertThat(refusal.getMessage())
                                .startsWith("the server is busy: ")
                                .endsWith("; ask again in " + refusal.retryAfter() + " s"));
        one.giveBack();
        other.take(200_000);
        assertThat(new Reservation(memory, busy).grow(800_000)).isTrue();
    }

    @Test
    void anAnswerAsLargeAsAskedForTakesNoMore() {
        one.take(600_000);
        assertThat(one.grow(600_000)).isTrue();
        assertThat(other.grow(400_000)).isTrue();
        assertThat(one.grow(600_001)).isFalse();
        assertThat(other.grow(1_000_000)).as("what the first one had is free").isTrue();
    }

    @Test
    void givingBackTwiceGivesBackOnce() {
        one.take(600_000);
        other.take(400_000);
        one.giveBack();
        one.giveBack();
        assertThat(new Reservation(memory, busy).grow(700_000)).isFalse();
    }
}
