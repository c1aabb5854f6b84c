package org.ztpserver.files.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.files.FileDigests;
import org.ztpserver.site.FileStat;
import org.ztpserver.site.Sighting;

/**
 * The digests of files that take seconds to read, such as images. They are computed once, when the file has kept its
 * state so long that an equal state proves an equal content ({@link Sighting}): in the background, as soon as the
 * server has seen the file, or by the first request that asks. Requests for one file wait for one computation;
 * each keeps a thread, so only few may.
 *
 * <p>The work in the background is one thread that rests half of the time. (A priority of a thread has no effect on
 * Linux.)
 */
final class LargeFileDigests implements AutoCloseable {

    private static final int MAX_FILES = 10_000;

    private static final Logger log = LoggerFactory.getLogger(LargeFileDigests.class);

    /** The time, which tests pass without waiting. */
    interface Time {

        /** A clock that only goes forward. */
        long nanos();

        /** Waits; does nothing if the time is not positive. */
        void pass(long nanos);

        Time REAL = new Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pass(long nanos) {
                try {
                    TimeUnit.NANOSECONDS.sleep(nanos);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // reading the file notices it
                }
            }
        };
    }

    /**
     * @param begun the file was read after this moment
     * @param trusted whether an equal state proves an equal content
     */
    private record Computed(long begun, FileStat state, boolean trusted, FileDigests digests) {

        private boolean areOf(FileStat now) {
            return trusted && state.equals(now);
        }
    }

    private static final class Image {

        private final ReentrantLock turn = new ReentrantLock();
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicBoolean planned = new AtomicBoolean();
        private final AtomicReference<@Nullable Sighting> sighting = new AtomicReference<>();
        private volatile @Nullable Computed last;

        private boolean isKnown(FileStat state) {
            Computed computed = last;
            return computed != null && computed.areOf(state);
        }
    }

    private final Time time;
    private final Semaphore seats;
    private final Map<Path, Image> images = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Image> eldest) {
            return size() > MAX_FILES;
        }
    };
    private volatile @Nullable ScheduledExecutorService background;

    /** @param waiting so many requests may wait for digests at a time */
    LargeFileDigests(Time time, int waiting) {
        this.time = time;
        this.seats = new Semaphore(waiting);
    }

    /** Computes from now on in the background. */
    void start(Runnable firstWork) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "digests");
            thread.setDaemon(true);
            return thread;
        });
        background = executor;
        executor.execute(firstWork);
    }

    /**
     * The digests of the file as it is after this call has begun.
     *
     * @throws ProvisioningException (UNAVAILABLE) if so many wait for digests that no more may
     */
    FileDigests of(Path path) throws IOException {
        long arrival = time.nanos();
        Image image = image(path);
        Computed known = image.last;
        if (known != null && known.areOf(look(image, path).state())) {
            return known.digests;
        }
        if (!seats.tryAcquire()) {
            throw new ProvisioningException(
                    FaultKind.UNAVAILABLE,
                    "the server is busy: it computes the digests of " + path.getFileName()
                            + ", and many requests wait for digests; ask again in some seconds");
        }
        try {
            return await(image, path, arrival);
        } finally {
            seats.release();
        }
    }

    private FileDigests await(Image image, Path path, long arrival) throws IOException {
        image.waiting.incrementAndGet();
        image.turn.lock();
        try {
            Sighting seen = look(image, path);
            Computed last = image.last;
            if (last != null && (image.isKnown(seen.state()) || last.begun - arrival > 0)) {
                return last.digests;
            }
            time.pass(seen.unsettledNanos(time.nanos()));
            return compute(image, path, () -> {}).digests;
        } finally {
            image.turn.unlock();
            image.waiting.decrementAndGet();
        }
    }

    /** A large file was seen. Its digests will be asked for. */
    void noticed(Path path) throws IOException {
        Image image = image(path);
        Sighting seen = look(image, path);
        if (!image.isKnown(seen.state())) {
            plan(image, path, seen);
        }
    }

    private void plan(Image image, Path path, Sighting seen) {
        ScheduledExecutorService executor = background;
        if (executor == null || !image.planned.compareAndSet(false, true)) {
            return;
        }
        try {
            long wait = Math.max(seen.unsettledNanos(time.nanos()), 0);
            var unused = executor.schedule(() -> computeAhead(image, path), wait, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("{} is not read ahead: the server stops", path);
        }
    }

    private void computeAhead(Image image, Path path) {
        image.planned.set(false);
        image.turn.lock();
        try {
            Sighting seen = look(image, path);
            boolean done = image.isKnown(seen.state());
            if (!done && seen.settledAt(time.nanos())) {
                done = compute(image, path, gentle(image)).trusted;
            }
            if (!done) {
                plan(image, path, look(image, path));
            }
        } catch (NoSuchFileException e) {
            log.debug("{} is gone", path);
        } catch (IOException e) {
            log.warn("{} can't be read ahead: {}", path, e.toString());
        } finally {
            image.turn.unlock();
        }
    }

    /** Leaves the processor as long alone as it was used, unless a request waits. */
    private Runnable gentle(Image image) {
        long[] worked = {time.nanos()};
        return () -> {
            if (image.waiting.get() == 0) {
                time.pass(time.nanos() - worked[0]);
            }
            worked[0] = time.nanos();
        };
    }

    private Computed compute(Image image, Path path, Runnable pause) throws IOException {
        Sighting before = look(image, path);
        long begun = time.nanos();
        FileDigests digests;
        try (InputStream in = Files.newInputStream(path)) {
            digests = Digests.of(in, pause);
        }
        boolean trusted = before.settledAt(begun) && look(image, path).equals(before);
        Computed computed = new Computed(begun, before.state(), trusted, digests);
        image.last = computed;
        return computed;
    }

    /** Some file systems give a file another inode at each look; its times tell enough for a file of this size. */
    private Sighting look(Image image, Path path) throws IOException {
        FileStat state = FileStat.of(path).withoutKey();
        long now = time.nanos();
        Sighting seen = image.sighting.updateAndGet(last -> Sighting.of(state, now, last));
        return Objects.requireNonNull(seen);
    }

    private Image image(Path path) {
        synchronized (images) {
            return images.computeIfAbsent(path, key -> new Image());
        }
    }

    @Override
    public void close() {
        ScheduledExecutorService executor = background;
        if (executor != null) {
            executor.shutdownNow();
        }
    }
}
