package org.ztpserver.app.config;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ztpserver.http.FaultCause;

/**
 * Which faults the log has already told. A fault has its line and its stack trace once in a while; then the log says how
 * often it came again. For one thread.
 */
final class RepeatedFaults {

    /** How long a fault is not told again. */
    static final Duration WHILE = Duration.ofSeconds(60);

    /** In the order in which their time ends. */
    private final Map<Key, Count> told = new LinkedHashMap<>();

    /** @param message without its values */
    private record Key(String logger, String message, FaultCause cause) {}

    private static final class Count {
        private final String line;
        private final long end;
        private long more;

        Count(String line, long end) {
            this.line = line;
            this.end = end;
        }
    }

    /**
     * Counts an event that was told a short time ago. Events without an exception are not counted.
     *
     * @param now in milliseconds, of a clock that only goes forward
     * @return whether the log need not tell it
     */
    boolean isRepeated(ILoggingEvent event, long now) {
        if (!(event.getThrowableProxy() instanceof ThrowableProxy fault)) {
            return false;
        }
        Key key = new Key(event.getLoggerName(), event.getMessage(), FaultCause.of(fault.getThrowable()));
        Count count = told.get(key);
        if (count != null) {
            count.more++;
            return true;
        }
        told.put(key, new Count(event.getFormattedMessage(), now + WHILE.toMillis()));
        return false;
    }

    /**
     * Forgets the faults whose time has ended, and says how often they came again.
     *
     * @param now in milliseconds, of a clock that only goes forward
     */
    List<String> ended(long now) {
        List<String> lines = new ArrayList<>();
        for (Iterator<Count> counts = told.values().iterator(); counts.hasNext(); ) {
            Count count = counts.next();
            if (count.end > now) {
                break;
            }
            counts.remove();
            if (count.more > 0) {
                lines.add(count.line + " ... and " + (count.more == 1 ? "once more" : count.more + " more times")
                        + " for the same cause within " + WHILE.toSeconds() + " s");
            }
        }
        return lines;
    }
}
