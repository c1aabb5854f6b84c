package org.ztpserver.http.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who is in, and who waits for a turn, in the order of arrival. */
final class WaitingRoom {

    /** What becomes of a request. */
    enum Turn {
        /** It goes on, and must leave. */
        NOW,
        /** It waits. */
        LATER,
        /** Nobody can wait any more. */
        FULL,
        /** It has waited too long. */
        TOO_LATE
    }

    /** One that waits. */
    @FunctionalInterface
    interface Guest {

        /**
         * Called once, with {@link Turn#NOW} or {@link Turn#TOO_LATE}.
         *
         * @return false if it has gone
         */
        boolean call(Turn turn);
    }

    private record Waiting(Guest guest, long since) {}

    private final int places;
    private final int seats;
    private final long patienceNanos;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int inside;

    /**
     * @param places for those that are in
     * @param seats for those that wait
     */
    WaitingRoom(int places, int seats, Duration patience) {
        this.places = places;
        this.seats = seats;
        this.patienceNanos = patience.toNanos();
    }

    /** @param guest is asked for if it has to wait */
    synchronized Turn enter(Supplier<Guest> guest) {
        if (inside < places) {
            inside++;
            return Turn.NOW;
        }
        if (waiting.size() >= seats) {
            return Turn.FULL;
        }
        waiting.add(new Waiting(guest.get(), System.nanoTime()));
        return Turn.LATER;
    }

    /** Makes room for the next one. */
    void leave() {
        Optional<Waiting> next;
        do {
            next = next();
        } while (next.isPresent() && !next.get().guest().call(Turn.NOW));
    }

    private synchronized Optional<Waiting> next() {
        Optional<Waiting> next = Optional.ofNullable(waiting.poll());
        if (next.isEmpty()) {
            inside--;
        }
        return next;
    }

    /** It has gone without being called. */
    synchronized void remove(Guest guest) {
        waiting.removeIf(one -> one.guest() == guest);
    }

    /** Sends away who has waited too long. */
    void check(long now) {
        List<Waiting> late = new ArrayList<>();
        synchronized (this) {
            while (!waiting.isEmpty() && now - waiting.element().since() >= patienceNanos) {
                late.add(waiting.remove());
            }
        }
        late.forEach(one -> one.guest().call(Turn.TOO_LATE));
    }

    /** Sends away all who wait. */
    void close() {
        List<Waiting> all;
        synchronized (this) {
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(one -> one.guest().call(Turn.TOO_LATE));
    }
}
