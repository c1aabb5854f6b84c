package org.ztpserver.app.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@Timeout(30)
class LogWriterTest {

    private static final int ROOM = 3;

    private final LoggerContext logback = new LoggerContext();
    private final Logger log = logback.getLogger("org.ztpserver.test");
    private final Terminal terminal = new Terminal();

    /** Where the log goes: each write waits for a permit, and some fail. */
    private static final class Terminal extends OutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final CountDownLatch waiting = new CountDownLatch(1);
        private final Semaphore permits = new Semaphore(0);
        private int failures;

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            waiting.countDown();
            permits.acquireUninterruptibly();
            if (failures > 0) {
                failures--;
                throw new IOException("No space left on device");
            }
            written.writeBytes(bytes);
        }

        void read() {
            permits.release(1_000);
        }

        /** Each line after its time. */
        List<String> lines() {
            return written.toString(UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("^\\d\\S+ ", ""))
                    .toList();
        }
    }

    private LogWriter writer(@Nullable RepeatedFaults faults) {
        ServerConfig.Log format = new ServerConfig.Log(true, true, LogFormat.TEXT, Optional.empty());
        LogWriter writer = new LogWriter(logback, Logging.encoder(logback, format), terminal, false, faults, ROOM);
        logback.setMDCAdapter(MDC.getMDCAdapter());
        writer.start();
        log.setLevel(Level.INFO);
        log.addAppender(writer);
        return writer;
    }

    @Test
    void nobodyWaitsForAStoppedTerminalAndTheGapIsNamedWhereItIs() throws Exception {
        LogWriter writer = writer(null);
        log.info("written");
        terminal.waiting.await();
        log.info("waits 1");
        log.info("waits 2");
        log.info("waits 3");
        log.info("lost 1");
        log.info("lost 2");

        terminal.read();
        writer.stop();

        assertThat(terminal.lines())
                .containsExactly(
                        "INFO  written",
                        "INFO  waits 1",
                        "INFO  waits 2",
                        "INFO  waits 3",
                        "WARN  2 lines of the log are missing here: they came faster than standard output took them");
    }

    @Test
    void stopDoesNotWaitForATerminalThatNobodyReads() throws Exception {
        LogWriter writer = writer(null);
        for (int i = 0; i < 2 * ROOM; i++) {
            log.info("line {}", i);
        }
        terminal.waiting.await();

        writer.stop();

        assertThat(terminal.lines()).isEmpty();
    }

    @Test
    void linesThatAFullDiskDoesNotTakeAreCountedWhenThereIsRoom() {
        LogWriter writer = writer(null);
        terminal.failures = 2;
        log.info("lost 1");
        log.info("lost 2");
        log.info("written");
        terminal.read();
        writer.stop();

        assertThat(terminal.lines())
                .containsExactly(
                        "",
                        "WARN  2 lines of the log are missing here: they could not be written: No space left on device",
                        "INFO  written");
    }

    @Test
    void lineHasWhatItsThreadKnewWhenItWasLogged() {
        LogWriter writer = writer(null);
        MDC.put("address", "192.0.2.1");
        try {
            log.info("hello");
        } finally {
            MDC.clear();
        }
        terminal.read();
        writer.stop();

        assertThat(terminal.lines()).containsExactly("INFO  192.0.2.1: hello");
    }

    /** Its class comes from a plugin or a driver, say. */
    private static final class FaultyFault extends IOException {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable String getMessage() {
            if (Thread.currentThread().getName().equals("log")) {
                throw new IllegalStateException("no message");
            }
            return super.getMessage();
        }
    }

    @Test
    void aFaultThatCantBeLookedAtEndsItsLineAndNotTheLog() {
        terminal.read();
        LogWriter writer = writer(new RepeatedFaults());
        log.error("lost", new FaultyFault());
        log.info("written");
        writer.stop();

        assertThat(terminal.lines())
                .containsExactly(
                        "",
                        "WARN  1 lines of the log are missing here: they could not be written: java.lang.IllegalStateException",
                        "INFO  written");
    }

    @Test
    void repeatedFaultHasOneTraceAndACount() {
        terminal.read();
        LogWriter writer = writer(new RepeatedFaults());
        IOException fault = new IOException("No space left on device");
        log.error("PUT /a failed", fault);
        log.error("PUT /a failed", fault);
        log.error("PUT /a failed", fault);
        writer.stop();

        assertThat(terminal.lines()).filteredOn(line -> line.contains("PUT /a")).hasSize(2);
        assertThat(terminal.lines())
                .filteredOn(line -> line.startsWith("java.io.IOException"))
                .hasSize(1);
        assertThat(terminal.lines())
                .last()
                .asString()
                .isEqualTo("WARN  PUT /a failed ... and 2 more times for the same cause within 60 s");
    }
}
