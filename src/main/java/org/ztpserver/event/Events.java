package org.ztpserver.event;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives all events and passes them on to the listeners. Telling an event takes no time and can't fail. If a listener
 * is too slow, events are dropped, and the log says so. A listener that throws misses that event.
 */
public final class Events implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Events.class);

    /** Enough for some hundred switches at once. A listener that is further behind does not catch up. */
    private static final int CAPACITY = 16_384;

    /** How long waiting events may take when the server stops. */
    private static final Duration STOP_TIME = Duration.ofSeconds(2);

    private final BlockingQueue<Message> waiting;
    private final List<EventListener> listeners;
    private final Clock clock;
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = new Thread(this::deliver, "events");

    /** An entry of the queue: an event, or the end. */
    private sealed interface Message {
        record Told(Event event) implements Message {}

        record End() implements Message {}
    }

    public Events(Clock clock, List<EventListener> listeners) {
        this(clock, listeners, CAPACITY);
    }

    /** @param capacity the maximum number of waiting events */
    Events(Clock clock, List<EventListener> listeners, int capacity) {
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
        this.waiting = new ArrayBlockingQueue<>(capacity);
        thread.setDaemon(true);
        thread.start();
    }

    /** Tells what happened in a request. */
    public void tell(Contact contact, Happening what) {
        tell(new Event(clock.instant(), Optional.of(contact.address()), contact.node(), what));
    }

    private void tell(Event event) {
        if (!waiting.offer(new Message.Told(event))) {
            dropped.incrementAndGet();
        }
    }

    private void deliver() {
        try {
            while (waiting.take() instanceof Message.Told told) {
                listeners.forEach(listener -> deliver(told.event(), listener));
                reportDropped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deliver(Event event, EventListener listener) {
        try {
            listener.happened(event);
        } catch (RuntimeException e) {
            log.error(
                    "{} failed to handle the event {}",
                    listener.getClass().getSimpleName(),
                    event.what().name(),
                    e);
        }
    }

    private void reportDropped() {
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            log.warn("{} events are lost: they arrived faster than they could be written", lost);
        }
    }

    /** Delivers waiting events for a short time, and ends. */
    @Override
    public void close() {
        try {
            if (waiting.offer(new Message.End(), STOP_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.join(STOP_TIME.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
