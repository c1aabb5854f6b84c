package org.ztpserver.http.flow;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A body that arrives piece by piece; then its request is dispatched again. */
final class ArrivingBody implements ReadListener, AsyncListener, Pace.Transfer {

    enum Outcome {
        WHOLE,
        /** The client stopped sending, sent what is not HTTP, or more than is accepted. */
        BROKEN,
        TOO_SLOW,
        NO_MEMORY
    }

    private static final int FIRST_BYTES = 4 * 1024;

    private final AsyncContext context;
    private final ServletInputStream in;
    private final boolean declared;
    private final int most;
    private final Flow flow;
    private byte[] bytes = {};
    private volatile int length;
    private @Nullable Outcome outcome;

    /**
     * @param limit in bytes; of a longer body without a length, one byte more than this is taken in, so that its door
     *     sees it
     */
    ArrivingBody(HttpServletRequest request, int limit, Flow flow) throws IOException {
        this.in = request.getInputStream();
        long size = request.getContentLengthLong();
        this.declared = size >= 0;
        this.most = (int) (declared ? size : Math.min(limit + 1L, Integer.MAX_VALUE - 8));
        this.flow = flow;
        this.context = request.startAsync();
    }

    void begin() {
        context.setTimeout(0); // see Pace
        context.addListener(this);
        flow.pace().watch(this);
        in.setReadListener(this);
    }

    /** Called when the request has been dispatched again. */
    synchronized Outcome outcome() {
        return outcome == null ? Outcome.BROKEN : outcome;
    }

    HttpServletRequest on(HttpServletRequest request, boolean whole) {
        return new ArrivedBody(request, bytes, length, whole);
    }

    @Override
    public synchronized void onDataAvailable() throws IOException {
        while (outcome == null && in.isReady()) {
            if (length == most) {
                end(declared ? Outcome.WHOLE : Outcome.BROKEN);
            } else if (length == bytes.length && !grow()) {
                end(Outcome.NO_MEMORY);
            } else if (!readOn()) {
                return;
            }
        }
    }

    /** @return false if there is no more: onAllDataRead follows */
    private synchronized boolean readOn() throws IOException {
        int read = in.read(bytes, length, bytes.length - length);
        length += Math.max(0, read);
        return read >= 0;
    }

    private boolean grow() {
        int larger = (int) Math.min(most, Math.max(FIRST_BYTES, bytes.length * 2L));
        if (!flow.bodies().take(bytes.length, larger)) {
            bytes = new byte[0];
            return false;
        }
        bytes = Arrays.copyOf(bytes, larger);
        return true;
    }

    @Override
    public void onAllDataRead() {
        end(Outcome.WHOLE);
    }

    @Override
    public void onError(Throwable fault) {
        end(Outcome.BROKEN);
    }

    @Override
    public long bytes() {
        return length;
    }

    @Override
    public boolean tooSlow() {
        end(Outcome.TOO_SLOW);
        return true;
    }

    private synchronized void end(Outcome result) {
        if (outcome == null) {
            outcome = result;
            flow.pace().forget(this);
            try {
                context.dispatch();
            } catch (IllegalStateException e) {
                release(); // the client has gone, and the container has ended the request
            }
        }
    }

    /** Gives the memory back, once. A container does not say of every request that it has ended. */
    synchronized void release() {
        flow.pace().forget(this);
        flow.bodies().giveBack(bytes.length);
        bytes = new byte[0];
    }

    @Override
    public void onComplete(AsyncEvent event) {
        release();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(Outcome.TOO_SLOW);
    }

    @Override
    public void onError(AsyncEvent event) {
        end(Outcome.BROKEN);
    }

    /** The request waits for its turn, or its answer is sent: listen on. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
