package org.ztpserver.http.flow;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the filters of this package share. */
public final class Flow implements AutoCloseable {

    /** The attribute of the servlet context that is this. */
    public static final String ATTRIBUTE = Flow.class.getName();

    private static final Logger log = LoggerFactory.getLogger(Flow.class);

    private static final long CHECK_MILLIS = 200;

    private final WaitingRoom room;
    private final Memory bodies;
    private final Memory answers;
    private final Pace pace;
    private final Busy busy = new Busy();
    private @Nullable ScheduledExecutorService clock;

    public Flow(FlowLimits limits) {
        this.room = new WaitingRoom(limits.atOnce(), limits.waiting(), limits.patience());
        this.bodies = new Memory(limits.memory());
        this.answers = new Memory(limits.memory());
        this.pace = new Pace(limits.idle(), limits.minimumRate());
    }

    WaitingRoom room() {
        return room;
    }

    Memory bodies() {
        return bodies;
    }

    Memory answers() {
        return answers;
    }

    public Pace pace() {
        return pace;
    }

    Busy busy() {
        return busy;
    }

    /** Begins to watch the time. */
    @SuppressWarnings("FutureReturnValueIgnored") // check() throws nothing
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "flow");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        clock = started;
    }

    private void check() {
        try {
            long now = System.nanoTime();
            room.check(now);
            pace.check(now);
        } catch (RuntimeException e) {
            log.error("can't end a request that takes too long", e);
        }
    }

    /**
     * Lets clients be silent for only so long. For a server that stops: Jetty's own time-out does not end bodies and
     * answers of this kind.
     */
    public void hurry(Duration silence) {
        pace.hurry(silence, System.nanoTime());
    }

    /** Ends all that is on its way or waits: there is no clock any more that would. */
    @Override
    public void close() {
        if (clock != null) {
            clock.shutdownNow();
        }
        room.close();
        pace.close();
    }
}
