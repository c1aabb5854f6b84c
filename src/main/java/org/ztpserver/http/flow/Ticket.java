package org.ztpserver.http.flow;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.http.flow.WaitingRoom.Turn;

/**
 * One request that waits for its turn. If it ends before it comes back to {@link Admission}, it gives back its seat, or
 * the place that it was called to.
 */
final class Ticket implements WaitingRoom.Guest, AsyncListener {

    private static final Logger log = LoggerFactory.getLogger(Ticket.class);

    private final AsyncContext context;
    private final WaitingRoom room;

    /** Null when it has come back or ended. */
    private final AtomicReference<@Nullable Turn> turn = new AtomicReference<>(Turn.LATER);

    Ticket(AsyncContext context, WaitingRoom room) {
        this.context = context;
        this.room = room;
    }

    void begin() {
        context.setTimeout(0); // the room has its own
        context.addListener(this);
    }

    @Override
    public boolean call(Turn called) {
        if (!turn.compareAndSet(Turn.LATER, called)) {
            return false;
        }
        try {
            context.dispatch();
            return true;
        } catch (RuntimeException e) { // what containers throw is not specified
            log.debug("a request that waited has ended", e);
            return !turn.compareAndSet(called, null);
        }
    }

    /** The request has come back. */
    Turn use() {
        Turn called = turn.getAndSet(null);
        if (called == Turn.LATER) {
            room.remove(this); // somebody else has dispatched it
        }
        return called == Turn.NOW ? Turn.NOW : Turn.TOO_LATE;
    }

    private void ended() {
        Turn last = turn.getAndSet(null);
        if (last == Turn.LATER) {
            room.remove(this);
        } else if (last == Turn.NOW) {
            room.leave();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ended();
    }

    @Override
    public void onError(AsyncEvent event) {
        ended();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        ended();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // it has come back before
    }
}
