package org.ztpserver.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program of the operator, with limits for its time and its output. */
final class Program {

    /** How long a killed program may take to disappear, and its last output to arrive. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final int BUFFER_BYTES = 8 * 1024;

    private final Duration timeLimit;
    private final int outputLimit;

    /** @param outputLimit in bytes, the same for standard output and standard error */
    Program(Duration timeLimit, int outputLimit) {
        this.timeLimit = timeLimit;
        this.outputLimit = outputLimit;
    }

    /**
     * The outcome of a run.
     *
     * @param fault why the run failed, as the end of the sentence "the program ..."; empty if it ended by itself with
     *     status 0
     */
    record Outcome(byte[] out, byte[] err, String fault) {

        boolean succeeded() {
            return fault.isEmpty();
        }
    }

    /**
     * Runs the command until it ends or its time is over.
     *
     * @throws IOException if the command can't be started
     */
    Outcome run(List<String> command, Path folder, Map<String, String> environment, byte[] input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            Stream out = new Stream(process.getInputStream(), process);
            Stream err = new Stream(process.getErrorStream(), process);
            Executor threads = task -> start(task, process);
            CompletableFuture<Void> reading = CompletableFuture.allOf(
                    CompletableFuture.runAsync(out, threads), CompletableFuture.runAsync(err, threads));
            threads.execute(() -> feed(process, input));
            return outcome(process, reading, out, err);
        } finally {
            kill(process);
        }
    }

    private Outcome outcome(Process process, CompletableFuture<Void> reading, Stream out, Stream err) {
        String fault = "";
        try {
            if (!process.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                fault = "did not end within " + timeLimit.toSeconds() + " s";
                kill(process);
            }
            reading.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // A child process of the program still keeps the output open. The output of the program itself has arrived.
        } catch (ExecutionException e) {
            fault = "had output that could not be read";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fault = "was interrupted, because the server is stopping";
        }
        if (out.flooded || err.flooded) {
            fault = "printed more than " + outputLimit + " bytes";
        } else if (fault.isEmpty() && process.exitValue() != 0) {
            fault = "ended with status " + process.exitValue();
        }
        return new Outcome(out.bytes(), err.bytes(), fault);
    }

    private static void start(Runnable task, Process process) {
        Thread thread = new Thread(task, "program-" + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // it did not read all of its input
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private final class Stream implements Runnable {

        private final InputStream in;
        private final Process process;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private volatile boolean flooded;

        Stream(InputStream in, Process process) {
            this.in = in;
            this.process = process;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[BUFFER_BYTES];
            try {
                for (int read; (read = in.read(buffer)) >= 0; ) {
                    if (!keep(buffer, read)) {
                        flooded = true;
                        kill(process);
                        return;
                    }
                }
            } catch (IOException e) {
                // the process was killed
            }
        }

        private boolean keep(byte[] buffer, int length) {
            synchronized (bytes) {
                int room = outputLimit - bytes.size();
                bytes.write(buffer, 0, Math.min(length, room));
                return length <= room;
            }
        }

        byte[] bytes() {
            synchronized (bytes) {
                return bytes.toByteArray();
            }
        }
    }
}
