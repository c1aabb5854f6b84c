package org.ztpserver.it.container;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A container that runs with the WAR in it, as a process of its own. */
public final class ContainerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final double secondsToStart;
    private final Path log;
    private final URI url;
    private final Path dataRoot;

    private ContainerProcess(Process process, double secondsToStart, Path log, URI url, Path dataRoot) {
        this.process = process;
        this.secondsToStart = secondsToStart;
        this.log = log;
        this.url = url;
        this.dataRoot = dataRoot;
    }

    /** Starts it, and waits until it hands out the bootstrap script. */
    static ContainerProcess start(ProcessBuilder builder, Path log, URI url, Path dataRoot) throws IOException {
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        long begin = System.nanoTime();
        Process process = builder.start();
        while (!serves(url)) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new IOException(url + " did not come up: " + builder.command() + "\n" + Files.readString(log));
            }
            LockSupport.parkNanos(10_000_000);
        }
        return new ContainerProcess(process, (System.nanoTime() - begin) / 1e9, log, url, dataRoot);
    }

    private static boolean serves(URI url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + "/bootstrap").toURL().openConnection();
            connection.setReadTimeout((int) PATIENCE.toMillis());
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet
        }
    }

    /** Where the server answers, without a slash at the end. */
    public URI url() {
        return url;
    }

    public Path dataRoot() {
        return dataRoot;
    }

    /** From its command to the first bootstrap script. */
    public double secondsToStart() {
        return secondsToStart;
    }

    /** What the container has printed so far, the server's own log with it. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** What it has of the memory, in kB, with all that it has started. */
    public long residentKilobytes() throws IOException {
        long sum = 0;
        for (ProcessHandle handle : Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList()) {
            for (String line : Files.readAllLines(Path.of("/proc/" + handle.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    sum += Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        }
        return sum;
    }

    /** Ends it as systemd does, and returns its exit status. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
