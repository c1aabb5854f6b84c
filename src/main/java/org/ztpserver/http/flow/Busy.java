package org.ztpserver.http.flow;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.http.HtmlErrors;
import org.ztpserver.http.ServerBusyException;

/** Tells clients to come back: 503 with {@code Retry-After}, and one line in the log for many of them. */
final class Busy {

    private static final Logger log = LoggerFactory.getLogger(Busy.class);

    /** Clients that were refused together come back at different times. */
    private static final int MAX_SECONDS = 5;

    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

    private long refused;
    private long lastLine = System.nanoTime() - LINE_NANOS;

    void refuse(HttpServletResponse response, String reason) throws IOException {
        ServerBusyException refusal = refusal(reason);
        response.setIntHeader("Retry-After", refusal.retryAfter());
        HtmlErrors.send(response, 503, String.valueOf(refusal.getMessage()));
    }

    /** To be thrown, and answered by the one who catches it. */
    ServerBusyException refusal(String reason) {
        count(reason);
        int seconds = 1 + ThreadLocalRandom.current().nextInt(MAX_SECONDS);
        return new ServerBusyException("the server is busy: " + reason + "; ask again in " + seconds + " s", seconds);
    }

    private void count(String reason) {
        long told;
        synchronized (this) {
            refused++;
            long now = System.nanoTime();
            if (now - lastLine < LINE_NANOS) {
                return;
            }
            lastLine = now;
            told = refused;
            refused = 0;
        }
        log.warn("503 for {} since the last such line: {}", told == 1 ? "one request" : told + " requests", reason);
    }
}
