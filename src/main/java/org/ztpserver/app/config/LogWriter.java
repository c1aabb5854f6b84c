package org.ztpserver.app.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log on a thread of its own. Who logs never waits, neither for a terminal that is stopped nor for a pipe that
 * nobody reads. Lines that find no room, or that can't be written, are counted, and the log says how many as soon as it
 * can.
 */
final class LogWriter extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** How long the lines that wait may take when the server stops. */
    static final Duration STOP_TIME = Duration.ofSeconds(2);

    /** How often it looks whether there is something to say about repeated faults. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Encoder<ILoggingEvent> encoder;
    private final OutputStream out;
    private final boolean callerData;
    private final @Nullable RepeatedFaults faults;
    private final BlockingQueue<Message> waiting;
    private final Thread thread = new Thread(this::write, "log");

    /** Lines that have found no room since the last one that did. */
    private final AtomicLong surplus = new AtomicLong();

    private long unwritten;
    private String reason = "";

    /** An entry of the queue: an event, or the end. */
    private sealed interface Message {
        /** @param surplus the number of lines before this one that found no room */
        record Line(ILoggingEvent event, long surplus) implements Message {}

        record End() implements Message {}
    }

    /**
     * @param callerData whether the encoder writes which line of the program an event comes from
     * @param faults to write repeated faults once; null to write all
     * @param capacity the maximum number of lines that wait
     */
    LogWriter(
            LoggerContext context,
            Encoder<ILoggingEvent> encoder,
            OutputStream out,
            boolean callerData,
            @Nullable RepeatedFaults faults,
            int capacity) {
        this.encoder = encoder;
        this.out = out;
        this.callerData = callerData;
        this.faults = faults;
        this.waiting = new ArrayBlockingQueue<>(capacity);
        thread.setDaemon(true);
        setContext(context);
        setName("console");
    }

    @Override
    public void start() {
        super.start();
        thread.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        if (callerData) {
            event.getCallerData();
        }
        long before = surplus.getAndSet(0);
        if (!waiting.offer(new Message.Line(event, before))) {
            surplus.addAndGet(before + 1);
        }
    }

    private void write() {
        try {
            for (Message message = null; !(message instanceof Message.End); ) {
                message = waiting.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                try {
                    take(message);
                } catch (RuntimeException | Error e) { // it ends one line, and not the thread
                    missed(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(@Nullable Message message) {
        if (message instanceof Message.Line line) {
            tellSurplus(line.surplus());
            write(line.event());
        }
        if (waiting.isEmpty()) {
            tellSurplus(surplus.getAndSet(0));
        }
        if (faults != null) {
            faults.ended(message instanceof Message.End ? Long.MAX_VALUE : now())
                    .forEach(this::tell);
        }
    }

    /** In milliseconds, of a clock that nobody sets. */
    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void tellSurplus(long lines) {
        if (lines > 0) {
            tell(lines + " lines of the log are missing here: they came faster than standard output took them");
        }
    }

    private void write(ILoggingEvent event) {
        if (faults == null || !faults.isRepeated(event, now())) {
            put(event);
        }
    }

    private void tell(String message) {
        put(event(message));
    }

    private void put(ILoggingEvent event) {
        try {
            if (unwritten > 0) {
                // What could not be written may be half a line.
                out.write(System.lineSeparator().getBytes(StandardCharsets.UTF_8));
                out.write(encoder.encode(
                        event(unwritten + " lines of the log are missing here: they could not be written: " + reason)));
                unwritten = 0;
            }
            out.write(encoder.encode(event));
            out.flush();
        } catch (IOException | RuntimeException | Error e) {
            missed(e);
        }
    }

    private void missed(Throwable fault) {
        unwritten++;
        reason = fault instanceof IOException
                ? String.valueOf(fault.getMessage())
                : fault.getClass().getName();
    }

    private ILoggingEvent event(String message) {
        LoggerContext logback = (LoggerContext) getContext();
        Logger logger = logback.getLogger(LogWriter.class);
        return new LoggingEvent(LogWriter.class.getName(), logger, Level.WARN, message, null, null);
    }

    /** Writes the lines that wait, for a short time, and ends. */
    @Override
    public void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        try {
            if (waiting.offer(new Message.End(), STOP_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.join(STOP_TIME.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
