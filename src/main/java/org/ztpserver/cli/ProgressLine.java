package org.ztpserver.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ztpserver.core.site.Progress;

/**
 * One line on a terminal that says how far a check is, as soon as it takes longer than a second. Nothing is written to a
 * pipe or a file.
 */
final class ProgressLine implements Progress, AutoCloseable {

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier clock;
    private long next;
    private boolean shown;

    /** @param clock in nanoseconds, like {@link System#nanoTime} */
    ProgressLine(PrintWriter err, boolean terminal, LongSupplier clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
        this.next = clock.getAsLong() + QUIET_NANOS;
    }

    /** On standard error, if somebody looks at it. */
    static ProgressLine on(PrintWriter err) {
        return new ProgressLine(err, isTerminal(), System::nanoTime);
    }

    /** Since Java 22, there is a console without a terminal, too. */
    @SuppressWarnings("SystemConsoleNull") // asks it
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before Java 22
        }
    }

    @Override
    public synchronized void at(String what, int done, int all) {
        long now = clock.getAsLong();
        if (terminal && now - next >= 0) {
            next = now + BETWEEN_NANOS;
            shown = true;
            err.print(String.format(Locale.ROOT, "%schecking %s: %,d of %,d", CLEAR_LINE, what, done, all));
            err.flush();
        }
    }

    /** Removes the line. */
    @Override
    public synchronized void close() {
        if (shown) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }
}
