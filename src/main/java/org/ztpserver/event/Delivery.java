package org.ztpserver.event;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of events to one listener. If the listener is too slow, events are dropped, and the log says so. A listener that
 * throws misses that event.
 */
final class Delivery implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    /** How long waiting events may take when the server stops. */
    private static final Duration STOP_TIME = Duration.ofSeconds(2);

    private final EventListener listener;
    private final BlockingQueue<Message> waiting;
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;

    /** An entry of the queue: an event, or the end. */
    private sealed interface Message {
        record Told(Event event) implements Message {}

        record End() implements Message {}
    }

    /** @param capacity the maximum number of waiting events */
    Delivery(EventListener listener, int capacity) {
        this.listener = listener;
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.thread = new Thread(this::deliver, "events-" + name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void offer(Event event) {
        if (!waiting.offer(new Message.Told(event))) {
            dropped.incrementAndGet();
        }
    }

    private String name() {
        return listener.getClass().getSimpleName();
    }

    private void deliver() {
        try {
            while (waiting.take() instanceof Message.Told told) {
                deliver(told.event());
                reportDropped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An error ends one event, too, and not the thread: nobody would hear of the events after it. */
    private void deliver(Event event) {
        try {
            listener.happened(event);
        } catch (RuntimeException | Error e) {
            log.error("{} failed to handle the event {}", name(), event.what().name(), e);
        }
    }

    private void reportDropped() {
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            log.warn("{} lost {} events: they arrived faster than it handles them", name(), lost);
        }
    }

    /** Delivers waiting events for a short time, and ends. Does nothing if it has not been started. */
    @Override
    public void close() {
        if (!thread.isAlive()) {
            return;
        }
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
