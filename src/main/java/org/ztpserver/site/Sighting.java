package org.ztpserver.site;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A state of a file, and since when this process has known it. It tells when an equal state proves an equal content,
 * whatever the clocks of the server and of the file server say.
 *
 * <p>Two writes leave the same state only if they are at most one tick of the file server's clock apart. The state was
 * seen, so the write that made it was before that moment. A read that begins more than a tick later can therefore not
 * be outdated by a write that leaves this state.
 *
 * @param since when it was first seen, in nanoseconds of a clock that only goes forward ({@link System#nanoTime}), read
 *     after the state
 */
public record Sighting(FileStat state, long since) {

    /** Longer than the coarsest tick in use (FAT and some network file systems: 2 s). */
    public static final Duration RACY = Duration.ofMillis(2_500);

    /** The sighting of a state, which continues the last one if the state is the same. */
    public static Sighting of(FileStat state, long nanos, @Nullable Sighting last) {
        return last != null && last.state.equals(state) ? last : new Sighting(state, nanos);
    }

    /** Whether the state tells the content that a read beginning at this moment finds from any later one. */
    public boolean settledAt(long nanos) {
        return unsettledNanos(nanos) <= 0;
    }

    /** How long it takes from this moment until the state is settled; not positive if it is. */
    public long unsettledNanos(long nanos) {
        return since + RACY.toNanos() - nanos;
    }
}
