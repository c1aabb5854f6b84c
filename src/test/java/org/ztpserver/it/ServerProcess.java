package org.ztpserver.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code java -jar ztpserver.war} as a process, on loopback and a free port. */
final class ServerProcess implements AutoCloseable {

    private static final long START_SECONDS = 60;

    private final Process process;
    private final List<String> log = new ArrayList<>();
    private final CompletableFuture<URI> url = new CompletableFuture<>();

    private ServerProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::readLog, "server-log");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a server on this data root and waits until it listens. */
    static ServerProcess start(Path dataRoot, String... options) {
        return start(dataRoot, Map.of(), "[server]\ninterface = 127.0.0.1\nport = 0\n", options);
    }

    /** @param conf the text of its ztpserver.conf, which names interface 127.0.0.1 and port 0 */
    static ServerProcess start(Path dataRoot, Map<String, String> environment, String conf, String... options) {
        try {
            Path file = Files.createTempFile("ztpserver", ".conf");
            file.toFile().deleteOnExit();
            Files.writeString(file, conf);
            List<String> command = new ArrayList<>(Cli.command());
            command.addAll(List.of("--conf", file.toString()));
            command.addAll(List.of(options));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("ZTPS_DEFAULT_DATAROOT", dataRoot.toString());
            builder.environment().putAll(environment);
            ServerProcess server = new ServerProcess(builder.start());
            server.url();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLog() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line; (line = reader.readLine()) != null; ) {
                synchronized (log) {
                    log.add(line);
                    log.notifyAll();
                }
                int at = line.indexOf("Listening on ");
                if (at >= 0) {
                    url.complete(URI.create(line.substring(at + "Listening on ".length())));
                }
            }
        } catch (IOException e) {
            url.completeExceptionally(e);
        }
        url.completeExceptionally(new IllegalStateException("the server ended before it listened"));
    }

    /** Where the server answers, without a slash at the end. */
    URI url() {
        try {
            return url.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not start: " + String.join("\n", log()), e);
        }
    }

    Process process() {
        return process;
    }

    /** What it has printed so far. */
    List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Ends it as systemd would, and waits. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    @Override
    public void close() {
        try {
            terminate();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
