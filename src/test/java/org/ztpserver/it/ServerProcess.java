package org.ztpserver.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code java -jar ztpserver.war} as a process, on loopback and a free port. */
final class ServerProcess implements AutoCloseable {

    private static final long START_SECONDS = 60;

    /** In every format of the log. */
    private static final Pattern LISTENING = Pattern.compile("Listening on ([^\\s\"]+)");

    private final Process process;
    private final List<String> log = new ArrayList<>();
    private final CompletableFuture<URI> url = new CompletableFuture<>();
    private volatile boolean unread;

    private ServerProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::readLog, "server-log");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a server on this data root and waits until it listens. */
    static ServerProcess start(Path dataRoot, String... options) {
        return on(dataRoot).options(options).start();
    }

    /** A server that is to be started on this data root. */
    static Launch on(Path dataRoot) {
        return new Launch().environment("ZTPS_DEFAULT_DATAROOT", dataRoot.toString());
    }

    /** A server that is to find its data root itself. */
    static Launch withoutDataRoot() {
        return new Launch().environment("ZTPS_DEFAULT_DATAROOT", "");
    }

    /** How a server is started. */
    static final class Launch {

        private final List<String> command = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private final List<String> options = new ArrayList<>();
        private final StringBuilder conf = new StringBuilder();
        private int port;
        private List<String> java = Cli.command();
        private @Nullable Path folder;

        Launch environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** More lines of its ztpserver.conf; the section is {@code [server]} until they name another. */
        Launch conf(String... lines) {
            conf.append(String.join("\n", lines)).append('\n');
            return this;
        }

        /** On this port, for a server whose {@code server_url} has to name it. */
        Launch port(int number) {
            port = number;
            return this;
        }

        Launch options(String... more) {
            options.addAll(List.of(more));
            return this;
        }

        /** In this folder, from this copy of the WAR, as a user that is not root. */
        Launch asOrdinaryUser(Path workingFolder, Path war) {
            if (OrdinaryUser.needed()) {
                command.addAll(OrdinaryUser.COMMAND);
            }
            folder = workingFolder;
            java = Cli.command(war);
            return this;
        }

        /** Under this program, which runs the one that its arguments end with. */
        Launch under(String... program) {
            command.addAll(List.of(program));
            return this;
        }

        /** With no more file descriptors than these. */
        Launch descriptors(int limit) {
            command.addAll(List.of("bash", "-c", "ulimit -n " + limit + " && exec \"$@\"", "bash"));
            return this;
        }

        ServerProcess start() {
            try {
                Path file = Files.createTempFile("ztpserver", ".conf");
                file.toFile().deleteOnExit();
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
                Files.writeString(file, "[server]\ninterface = 127.0.0.1\nport = " + port + "\n" + conf);
                command.addAll(java);
                command.addAll(List.of("--conf", file.toString()));
                command.addAll(options);
                ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
                builder.environment().putAll(environment);
                builder.directory(folder == null ? null : folder.toFile());
                ServerProcess server = new ServerProcess(builder.start());
                server.url();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void readLog() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line; !unread && (line = reader.readLine()) != null; ) {
                synchronized (log) {
                    log.add(line);
                    log.notifyAll();
                }
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    url.complete(URI.create(listening.group(1)));
                }
            }
            while (unread) {
                LockSupport.park(this); // and leaves the pipe open
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

    /** From now on, nobody reads what it prints. */
    void stopReading() {
        unread = true;
    }

    /** Waits until it has printed a line with this in it, and returns the line. */
    String awaitLog(String part) {
        String[] found = {""};
        Await.await("a line in the log with " + part, () -> {
            found[0] = log().stream()
                    .filter(line -> line.contains(part))
                    .findFirst()
                    .orElse("");
            return !found[0].isEmpty();
        });
        return found[0];
    }

    /** Ends it as a power failure would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What it has printed so far. */
    List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Asks it to end, as systemd does. Not by Process.destroy, which closes the log that it is yet to write. */
    void sigterm() {
        process.toHandle().destroy();
    }

    /** Ends it as systemd would, and waits. */
    int terminate() throws InterruptedException {
        sigterm();
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
