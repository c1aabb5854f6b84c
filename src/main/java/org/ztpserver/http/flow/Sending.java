package org.ztpserver.http.flow;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends an answer by non-blocking writes. A client that reads slowly, or not at all, costs the memory of one piece and no
 * thread.
 */
public final class Sending implements WriteListener, AsyncListener, Pace.Transfer {

    private final Source source;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Pace pace;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean ended;
    private volatile long sent;

    private Sending(Source source, AsyncContext context, Pace pace) throws IOException {
        this.source = source;
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.pace = pace;
    }

    /** Begins, and ends the request when everything is sent. Less than the announced length breaks the connection. */
    public static void begin(Source source, AsyncContext context, Pace pace) throws IOException {
        Sending sending = new Sending(source, context, pace);
        context.setTimeout(0); // how long it takes depends on the size: see Pace
        context.addListener(sending);
        pace.watch(sending);
        sending.out.setWriteListener(sending);
    }

    @Override
    public void onWritePossible() throws IOException {
        turn.lock();
        try {
            while (!ended && out.isReady()) {
                if (sent == source.length()) {
                    end(true);
                } else {
                    long before = sent;
                    sent = before + source.write(out, before);
                }
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void onError(Throwable fault) {
        end(false);
    }

    @Override
    public long bytes() {
        return sent;
    }

    @Override
    public boolean tooSlow() {
        if (!turn.tryLock()) {
            return false; // a disk may be slow, which is no fault of the client, and others must not wait for it
        }
        try {
            end(false);
            return true;
        } finally {
            turn.unlock();
        }
    }

    private void end(boolean complete) {
        turn.lock();
        try {
            if (tell(complete)) {
                context.complete();
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean tell(boolean complete) {
        turn.lock();
        try {
            if (ended) {
                return false;
            }
            ended = true;
            pace.forget(this);
            source.ended(complete);
            return true;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        tell(false);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(false);
    }

    @Override
    public void onError(AsyncEvent event) {
        end(false);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // nobody starts this request again
    }
}
