package org.ztpserver.event;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events that a test looks at when all are told. */
public final class RecordedEvents implements AutoCloseable {

    private final List<Happening> heard = new CopyOnWriteArrayList<>();
    private final Events events = new Events(Clock.systemUTC(), List.of(event -> heard.add(event.what())));

    public RecordedEvents() {
        events.start();
    }

    /** Where to tell. */
    public Events events() {
        return events;
    }

    /** What was told, in its order; nothing can be told after this. */
    public List<Happening> heard() {
        events.close();
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        events.close();
    }
}
