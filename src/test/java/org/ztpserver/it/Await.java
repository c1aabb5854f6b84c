package org.ztpserver.it;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;

/** Waits for what another process does. */
public final class Await {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Await() {}

    public static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                Assertions.fail("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
