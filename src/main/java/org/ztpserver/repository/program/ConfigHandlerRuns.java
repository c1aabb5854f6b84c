package org.ztpserver.repository.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.node.Printable;
import org.ztpserver.provisioning.ConfigHandlers;
import org.ztpserver.provisioning.NodeFolder;
import org.ztpserver.repository.DataRoot;
import org.ztpserver.repository.NodeDirectory;

/** Runs {@code nodes/<id>/config-handler}: outside of the request, one at a time for a node, output to the log. */
public final class ConfigHandlerRuns implements ConfigHandlers, AutoCloseable {

    /** More at once would only slow each other down. */
    private static final int THREADS = 4;

    private static final int STOP_SECONDS = 2;

    private static final Logger log = LoggerFactory.getLogger(ConfigHandlerRuns.class);

    private final DataRoot root;
    private final Program program;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "config-handler");
        thread.setDaemon(true);
        return thread;
    });

    /** The last run of each node; those that are over are dropped when the next one comes. */
    private final Map<NodeId, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    public ConfigHandlerRuns(DataRoot root, ProgramLimits limits) {
        this.root = root;
        this.program = new Program(limits.time(), limits.outputBytes());
    }

    @Override
    public void run(NodeId id, NodeFolder folder) {
        if (!folder.hasConfigHandler()) {
            return;
        }
        String path = folder.path();
        running.compute(
                id,
                (key, before) -> before == null
                        ? CompletableFuture.runAsync(() -> run(id, path), threads)
                        : before.thenRunAsync(() -> run(id, path), threads));
        running.values().removeIf(CompletableFuture::isDone);
    }

    private void run(NodeId id, String nodePath) {
        try {
            Optional<Path> folder = root.real(root.path().resolve(nodePath));
            Optional<Path> handler = folder.flatMap(path -> root.real(path.resolve(NodeDirectory.CONFIG_HANDLER)));
            if (handler.isEmpty()) {
                return; // removed since
            }
            if (!Files.isExecutable(handler.get())) {
                log.warn("{}: {}/config-handler is not executable: chmod +x", id, nodePath);
                return;
            }
            report(
                    id,
                    program.run(
                            List.of(handler.get().toString(), id.value()),
                            folder.get(),
                            Map.of("ZTPS_NODE_ID", id.value()),
                            new byte[0]));
        } catch (IOException | RuntimeException e) {
            log.warn("{}: the config-handler can't be run: {}", id, e.toString());
        }
    }

    private static void report(NodeId id, Program.Outcome outcome) {
        lines(outcome.out()).forEach(line -> log.info("{}: config-handler: {}", id, line));
        lines(outcome.err()).forEach(line -> log.warn("{}: config-handler: {}", id, line));
        if (outcome.succeeded()) {
            log.info("{}: the config-handler ended with status 0", id);
        } else {
            log.warn("{}: the config-handler {}", id, outcome.fault());
        }
    }

    private static List<String> lines(byte[] output) {
        return new String(output, StandardCharsets.UTF_8)
                .lines()
                .map(Printable::quote)
                .toList();
    }

    /** Lets the runs end that have begun, for a short time, and kills them then. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
