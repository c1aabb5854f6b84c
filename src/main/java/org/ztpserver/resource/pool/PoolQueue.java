package org.ztpserver.resource.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.site.DataRoot;

/**
 * Runs requests to the pools one after the other. Requests that arrive at the same time share a write: one thread runs
 * all waiting requests, writes every changed pool once, and then they all get their answers.
 */
final class PoolQueue {

    /** How often work is repeated because an operator edits the same pool at the same moment. */
    private static final int MAX_ATTEMPTS = 20;

    /** A switch waits for 30 s. An edit that takes longer than this is read before it is complete. */
    private static final Duration EDIT_PATIENCE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(PoolQueue.class);

    private final DataRoot root;
    private final PoolStore store;
    private final Queue<Work<?>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytesWritten = new AtomicLong();

    /** Whether a thread is at work. Only this thread uses the store. */
    private final AtomicBoolean busy = new AtomicBoolean();

    /** The data root of the last work. When it has moved, what is known of its pools is of no use any more. */
    private @Nullable Path last;

    PoolQueue(DataRoot root, PoolStore store) {
        this.root = root;
        this.store = store;
    }

    /**
     * Runs a task on the pools. Its changes are on disk when this method returns.
     *
     * @param task may run several times; if it throws, its changes are undone
     */
    <T> T submit(Function<PoolSession, T> task) {
        Work<T> work = new Work<>(task);
        waiting.add(work);
        boolean interrupted = false; // a thread that works for others must not fail because of its own interruption
        while (!work.done) {
            interrupted |= Thread.interrupted();
            if (busy.compareAndSet(false, true)) {
                try {
                    if (!work.done) {
                        processWaiting();
                    }
                } finally {
                    busy.set(false);
                    wakeNext();
                }
            } else {
                LockSupport.park(this);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return work.result();
    }

    /** A caller whose work no other thread took does it itself. */
    private void wakeNext() {
        Work<?> next = waiting.peek();
        if (next != null) {
            LockSupport.unpark(next.thread);
        }
    }

    /** The total number of bytes written to files. */
    long bytesWritten() {
        return bytesWritten.get();
    }

    private void processWaiting() {
        List<Work<?>> batch = new ArrayList<>();
        for (Work<?> work; (work = waiting.poll()) != null; ) {
            batch.add(work);
        }
        try {
            processWaiting(batch, root.now());
        } catch (IOException e) {
            fail(batch, new UncheckedIOException(e));
        } catch (RuntimeException | Error e) {
            fail(batch, e);
        }
    }

    private void processWaiting(List<Work<?>> batch, DataRoot now) throws IOException {
        try (PoolLock lock = PoolLock.acquire(now.writableFolder(FilePools.FOLDER))) {
            if (!now.path().equals(last)) {
                store.forget();
                store.removeAbandoned(now);
                last = now.path();
            }
            process(batch, now, lock);
        }
    }

    private void fail(List<Work<?>> batch, Throwable fault) {
        store.forget();
        batch.forEach(work -> work.end(fault));
    }

    private void process(List<Work<?>> batch, DataRoot now, PoolLock lock) throws IOException {
        Map<Path, String> unwritable = new HashMap<>();
        long editLimit = System.nanoTime() + EDIT_PATIENCE.toNanos();
        for (int attempt = 1; ; attempt++) {
            PoolSession session = new PoolSession(now, store, lock, unwritable, editLimit);
            batch.forEach(work -> work.attempt(session));
            try (PoolStore.Written written = store.write(session.changed(), lock)) {
                bytesWritten.addAndGet(written.bytes());
                log.debug("{} requests to pools shared a write of {} bytes", batch.size(), written.bytes());
                batch.forEach(work -> work.end(null));
                return;
            } catch (ChangedMeanwhileException e) {
                store.forget();
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            } catch (PoolStore.UnwritableException e) {
                store.forget();
                log.error("{} can't be written", root.name(e.pool()), e);
                unwritable.put(e.pool(), String.valueOf(e.getMessage()));
            }
        }
    }

    /** One request, which any thread may run. */
    private static final class Work<T> {

        private final Function<PoolSession, T> task;
        private final Thread thread = Thread.currentThread();
        private Optional<T> value = Optional.empty();
        private @Nullable Throwable fault;

        /** Written last, so that a thread that sees it also sees the fields above. */
        private volatile boolean done;

        Work(Function<PoolSession, T> task) {
            this.task = task;
        }

        void attempt(PoolSession session) {
            session.begin();
            fault = null;
            try {
                value = Optional.of(task.apply(session));
            } catch (RuntimeException e) {
                session.undo();
                fault = e;
            }
        }

        /**
         * Completes the request, unless it is already complete.
         *
         * @param reason why all requests failed; null if the request has its own result
         */
        void end(@Nullable Throwable reason) {
            if (!done) {
                fault = reason == null ? fault : reason;
                done = true;
                LockSupport.unpark(thread);
            }
        }

        T result() {
            if (fault instanceof Error error) {
                throw error;
            }
            if (fault != null) {
                throw (RuntimeException) fault;
            }
            return value.orElseThrow();
        }
    }
}
