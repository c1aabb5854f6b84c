package org.ztpserver.repository.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.provisioning.ProvisioningException;
import org.ztpserver.repository.DataRoot;

/**
 * Brings requests to the pools one behind the other, and lets those that come at the same time share a write: whoever gets
 * the lock works off all that wait, writes every changed pool once, and only then do they get their answers.
 */
final class PoolQueue {

    /** How often the work is done again because an operator edits the same pool at the same moment. */
    private static final int MAX_ATTEMPTS = 20;

    private static final Logger log = LoggerFactory.getLogger(PoolQueue.class);

    private final DataRoot root;
    private final PoolStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentLinkedQueue<Work<?>> waiting = new ConcurrentLinkedQueue<>();

    PoolQueue(DataRoot root, UnaryOperator<String> normalize) {
        this.root = root;
        this.store = new PoolStore(root, normalize);
    }

    /**
     * Runs a task on the pools; what it changed is on disk when this returns.
     *
     * @param task may be run several times; a {@link ProvisioningException} of it undoes what it assigned
     */
    <T> T submit(Function<PoolSession, T> task) {
        Work<T> work = new Work<>(task);
        waiting.add(work);
        lock.lock();
        try {
            if (!work.done) {
                workOff();
            }
        } finally {
            lock.unlock();
        }
        return work.result();
    }

    @SuppressWarnings("try") // the lock is held, not used
    private void workOff() {
        List<Work<?>> batch = new ArrayList<>();
        for (Work<?> work; (work = waiting.poll()) != null; ) {
            batch.add(work);
        }
        try (PoolLock held = PoolLock.acquire(root.writableFolder(FilePools.FOLDER))) {
            workOff(batch);
            batch.forEach(Work::complete);
        } catch (IOException e) {
            fail(batch, new UncheckedIOException(e));
        } catch (RuntimeException e) {
            fail(batch, e);
        }
    }

    private void workOff(List<Work<?>> batch) throws IOException {
        for (int attempt = 1; ; attempt++) {
            PoolSession session = new PoolSession(root, store);
            batch.forEach(work -> work.attempt(session));
            try {
                long bytes = store.write(session.changed());
                log.debug("{} requests to pools shared a write of {} bytes", batch.size(), bytes);
                return;
            } catch (PoolStore.ChangedMeanwhileException e) {
                store.forget();
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void fail(List<Work<?>> batch, RuntimeException fault) {
        store.forget();
        batch.forEach(work -> work.fail(fault));
    }

    /** One request, by whichever thread it is worked off. Everything in it is guarded by the lock. */
    private static final class Work<T> {

        private final Function<PoolSession, T> task;
        private Optional<T> value = Optional.empty();
        private @Nullable RuntimeException fault;
        private boolean done;

        Work(Function<PoolSession, T> task) {
            this.task = task;
        }

        void attempt(PoolSession session) {
            session.begin();
            fault = null;
            try {
                value = Optional.of(task.apply(session));
            } catch (ProvisioningException e) {
                session.undo();
                fault = e;
            }
        }

        void complete() {
            done = true;
        }

        void fail(RuntimeException reason) {
            fault = reason;
            done = true;
        }

        T result() {
            if (fault != null) {
                throw fault;
            }
            return value.orElseThrow();
        }
    }
}
