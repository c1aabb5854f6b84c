package org.ztpserver.http.flow;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * Sends an answer by non-blocking writes. A client that reads slowly, or not at all, costs the memory of one piece and no
 * thread.
 */
public final class Sending implements WriteListener, AsyncListener, Pace.Transfer {

    private final Source source;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Pace pace;
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
    public synchronized void onWritePossible() throws IOException {
        while (!ended && out.isReady()) {
            if (sent == source.length()) {
                end(true);
            } else {
                sent += source.write(out, sent);
            }
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
    public void tooSlow() {
        end(false);
    }

    private synchronized void end(boolean complete) {
        if (tell(complete)) {
            context.complete();
        }
    }

    private synchronized boolean tell(boolean complete) {
        if (ended) {
            return false;
        }
        ended = true;
        pace.forget(this);
        source.ended(complete);
        return true;
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
