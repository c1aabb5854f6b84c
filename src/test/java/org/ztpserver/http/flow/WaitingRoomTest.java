package org.ztpserver.http.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ztpserver.http.flow.WaitingRoom.Turn;

class WaitingRoomTest {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final List<String> calls = new ArrayList<>();

    private Turn enter(WaitingRoom room, String name) {
        return room.enter(() -> turn -> calls.add(name + " " + turn));
    }

    @Test
    void whoFindsAPlaceGoesOnWhoFindsASeatWaitsAndOthersAreSentAway() {
        WaitingRoom room = new WaitingRoom(1, 2, PATIENCE);
        assertThat(enter(room, "a")).isEqualTo(Turn.NOW);
        assertThat(enter(room, "b")).isEqualTo(Turn.LATER);
        assertThat(enter(room, "c")).isEqualTo(Turn.LATER);
        assertThat(enter(room, "d")).isEqualTo(Turn.FULL);
        assertThat(calls).isEmpty();
    }

    @Test
    void whoLeavesMakesRoomForTheNextInTheOrderOfArrival() {
        WaitingRoom room = new WaitingRoom(1, 2, PATIENCE);
        enter(room, "a");
        enter(room, "b");
        enter(room, "c");
        room.leave();
        assertThat(calls).containsExactly("b NOW");
        room.leave();
        room.leave();
        assertThat(calls).containsExactly("b NOW", "c NOW");
        assertThat(enter(room, "d")).isEqualTo(Turn.NOW);
        assertThat(enter(room, "e")).isEqualTo(Turn.LATER);
    }

    @Test
    void whoHasWaitedTooLongIsSentAway() {
        WaitingRoom room = new WaitingRoom(1, 2, PATIENCE);
        enter(room, "a");
        enter(room, "b");
        room.check(System.nanoTime());
        assertThat(calls).isEmpty();
        room.check(System.nanoTime() + PATIENCE.toNanos());
        assertThat(calls).containsExactly("b TOO_LATE");
        room.leave();
        assertThat(enter(room, "c")).isEqualTo(Turn.NOW);
    }

    @Test
    void whoHasGoneMeanwhileTakesNoPlace() {
        WaitingRoom room = new WaitingRoom(1, 2, PATIENCE);
        enter(room, "a");
        room.enter(() -> turn -> false);
        enter(room, "c");
        room.leave();
        assertThat(calls).containsExactly("c NOW");
    }

    @Test
    void whoGoesLeavesTheSeatToOthers() {
        WaitingRoom room = new WaitingRoom(1, 1, PATIENCE);
        WaitingRoom.Guest guest = turn -> calls.add("b " + turn);
        enter(room, "a");
        room.enter(() -> guest);
        assertThat(enter(room, "c")).isEqualTo(Turn.FULL);
        room.remove(guest);
        assertThat(enter(room, "c")).isEqualTo(Turn.LATER);
        room.leave();
        assertThat(calls).containsExactly("c NOW");
    }

    @Test
    void whenTheServerStopsAllWhoWaitAreSentAway() {
        WaitingRoom room = new WaitingRoom(1, 2, PATIENCE);
        enter(room, "a");
        enter(room, "b");
        enter(room, "c");
        room.close();
        assertThat(calls).containsExactly("b TOO_LATE", "c TOO_LATE");
    }
}
