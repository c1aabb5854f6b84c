package org.ztpserver.http.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;

class ReservationTest {

    private final Memory memory = new Memory(1_000_000);
    private final Reservation one = new Reservation(memory);
    private final Reservation other = new Reservation(memory);

    @Test
    void whoFindsNoMemoryIsToldToComeBack() {
        one.take(900_000);

        assertThatThrownBy(() -> other.take(200_000)).is(Faults.fault(FaultKind.UNAVAILABLE));
        one.giveBack();
        other.take(200_000);
        assertThat(new Reservation(memory).grow(800_000)).isTrue();
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
        assertThat(new Reservation(memory).grow(700_000)).isFalse();
    }
}
