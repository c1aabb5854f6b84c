package org.ztpserver.event;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Receives all events and passes them on to the listeners, each on a thread of its own. Telling an event takes no time and
 * can't fail, whatever a listener does.
 */
public final class Events implements AutoCloseable {

    /** Enough for some hundred switches at once. A listener that is further behind does not catch up. */
    private static final int CAPACITY = 16_384;

    private final Clock clock;
    private final List<Delivery> deliveries;

    /** Nothing is delivered before {@link #start}. */
    public Events(Clock clock, List<EventListener> listeners) {
        this(clock, listeners, CAPACITY);
    }

    /** @param capacity the maximum number of events that wait for a listener */
    Events(Clock clock, List<EventListener> listeners, int capacity) {
        this.clock = clock;
        this.deliveries = listeners.stream()
                .map(listener -> new Delivery(listener, capacity))
                .toList();
    }

    /** Begins to deliver. */
    public void start() {
        deliveries.forEach(Delivery::start);
    }

    /** Tells what happened in a request. */
    public void tell(Contact contact, Happening what) {
        Event event = new Event(clock.instant(), Optional.of(contact.address()), contact.node(), what);
        deliveries.forEach(delivery -> delivery.offer(event));
    }

    /** Delivers waiting events for a short time, and ends. */
    @Override
    public void close() {
        deliveries.forEach(Delivery::close);
    }
}
