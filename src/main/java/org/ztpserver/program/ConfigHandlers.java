package org.ztpserver.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.site.DataRoot;

/**
 * Runs the {@code config-handler} of a node after a switch has stored its startup-config (contract A7). This happens
 * outside the request, and one run at a time for each node. The output goes to the log.
 */
public final class ConfigHandlers implements AutoCloseable {

    /** The name of the program in the folder of its node. */
    public static final String FILE = "config-handler";

    private static final int STOP_SECONDS = 2;

    private static final Logger log = LoggerFactory.getLogger(ConfigHandlers.class);

    private final DataRoot root;
    private final Program program;
    private final ExecutorService threads;

    private volatile boolean stopping;

    /** Runs that have not begun. */
    private final Set<Run> waiting = ConcurrentHashMap.newKeySet();

    /** The last run for each node's folder. Finished runs are removed at the next one. */
    private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    /** A run of a node's config-handler. Two runs of one node are not the same. */
    private final class Run implements Runnable {

        private final NodeId id;
        private final String nodePath;

        Run(NodeId id, String nodePath) {
            this.id = id;
            this.nodePath = nodePath;
        }

        @Override
        public void run() {
            if (!stopping && waiting.remove(this)) {
                ConfigHandlers.this.run(id, nodePath);
            }
        }
    }

    /** @param atOnce how many may run at the same time; others wait for one to end */
    public ConfigHandlers(DataRoot root, ProgramLimits limits, int atOnce) {
        this.root = root;
        this.threads = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "config-handler");
            thread.setDaemon(true);
            return thread;
        });
        this.program = new Program(limits.time(), limits.outputBytes());
    }

    /**
     * Runs the node's config-handler, if it has one, and does not wait for it. A failure only goes to the log. Runs for
     * one node happen one after the other.
     *
     * @param nodePath the node's folder, below the data root
     */
    public void submit(NodeId id, String nodePath) {
        try {
            if (handler(root.now(), nodePath).isPresent()) {
                Run run = new Run(id, nodePath);
                waiting.add(run);
                running.compute(nodePath, (key, before) -> after(before, run));
                running.values().removeIf(CompletableFuture::isDone);
            }
        } catch (RuntimeException e) { // the server is stopping, or the disk fails: the startup-config is stored anyway
            log.warn("{}: the config-handler can't be run: {}", id, e.toString());
        }
    }

    private CompletableFuture<Void> after(@Nullable CompletableFuture<Void> before, Runnable run) {
        CompletableFuture<Void> ended =
                before == null ? CompletableFuture.completedFuture(null) : before.handle((nothing, fault) -> null);
        return ended.thenRunAsync(run, threads);
    }

    private void run(NodeId id, String nodePath) {
        try {
            DataRoot now = root.now();
            Optional<Path> folder = now.real(now.path().resolve(nodePath));
            Optional<Path> handler = handler(now, nodePath);
            if (folder.isEmpty() || handler.isEmpty()) {
                return; // removed in between
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

    private static Optional<Path> handler(DataRoot root, String nodePath) {
        return root.real(root.path().resolve(nodePath))
                .flatMap(folder -> root.real(folder.resolve(FILE)))
                .filter(Files::isRegularFile);
    }

    private static void report(NodeId id, Program.Outcome outcome) {
        OutputLines.of(outcome.out()).forEach(line -> log.info("{}: config-handler: {}", id, line));
        OutputLines.of(outcome.err()).forEach(line -> log.warn("{}: config-handler: {}", id, line));
        if (outcome.succeeded()) {
            log.info("{}: the config-handler ended with status 0", id);
        } else {
            log.warn("{}: the config-handler {}", id, outcome.fault());
        }
    }

    /** Begins no more runs, not even when one ends. {@link #close} names those that were waiting. */
    public void stopping() {
        stopping = true;
    }

    /** Waits a short time for handlers, then kills those that run, and names those that wait in the log. */
    @Override
    public void close() {
        stopping();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS); // killed ones tell the log
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        nameWaiting();
    }

    private void nameWaiting() {
        waiting.stream()
                .collect(Collectors.toMap(run -> run.nodePath, run -> run.id, (one, same) -> one))
                .forEach((nodePath, id) -> log.warn(
                        "{}: the config-handler was not run, because the server is stopping: run {}/{} {} yourself",
                        id,
                        nodePath,
                        FILE,
                        id));
    }
}
