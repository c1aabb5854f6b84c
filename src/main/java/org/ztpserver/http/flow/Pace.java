package org.ztpserver.http.flow;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections whose clients send or take too little: within each span of the idle time-out, the bytes of the minimum
 * rate, and at least one.
 *
 * <p>The containers have time-outs of their own, but each has others, and none has a minimum rate.
 */
public final class Pace {

    private static final Logger log = LoggerFactory.getLogger(Pace.class);

    /** A body or an answer on its way. */
    interface Transfer {

        /** The bytes that have passed so far. */
        long bytes();

        /**
         * Ends it, without waiting for anything; may come when it has ended already.
         *
         * @return false if this is not possible at the moment: it comes again
         */
        boolean tooSlow();
    }

    /**
     * @param since in nanoseconds, the begin of the span
     * @param bytes that had passed by then
     */
    private record Span(long since, long bytes) {}

    private volatile long spanNanos;
    private volatile long leastBytes;
    private final Map<Transfer, Span> transfers = new ConcurrentHashMap<>();

    Pace(Duration idle, int minimumRate) {
        this.spanNanos = idle.toNanos();
        this.leastBytes = Math.max(1, idle.toSeconds() * minimumRate);
    }

    /** From now on, a client may only be silent for this time: the server stops. */
    void hurry(Duration silence, long now) {
        spanNanos = Math.min(spanNanos, silence.toNanos());
        leastBytes = 1;
        transfers.replaceAll((transfer, span) -> new Span(now, transfer.bytes()));
    }

    void watch(Transfer transfer) {
        watch(transfer, System.nanoTime());
    }

    void watch(Transfer transfer, long now) {
        transfers.put(transfer, new Span(now, transfer.bytes()));
    }

    void forget(Transfer transfer) {
        transfers.remove(transfer);
    }

    private static boolean end(Transfer transfer) {
        try {
            return transfer.tooSlow();
        } catch (RuntimeException e) { // what containers throw is not specified
            log.debug("a slow request has ended by itself", e);
            return true;
        }
    }

    /** Ends all. */
    void close() {
        transfers.keySet().removeIf(Pace::end);
    }

    void check(long now) {
        transfers.forEach((transfer, span) -> {
            if (now - span.since() >= spanNanos) {
                long bytes = transfer.bytes();
                if (bytes - span.bytes() >= leastBytes) {
                    transfers.replace(transfer, span, new Span(now, bytes));
                } else if (end(transfer)) {
                    transfers.remove(transfer, span);
                }
            }
        });
    }
}
