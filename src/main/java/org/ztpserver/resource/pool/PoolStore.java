package org.ztpserver.resource.pool;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.site.AtomicFiles;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.FileStat;
import org.ztpserver.site.Folders;
import org.ztpserver.site.Sighting;

/**
 * Reads and writes the files of the pools. The caller holds the lock of the pools.
 *
 * <p>The files on disk are authoritative. They are checked before every use, and before and after every write. If an
 * operator edits a file during a write, the edit stays, and the caller repeats its work on the edited file.
 */
final class PoolStore {

    /**
     * An editor may write a file in several steps. The server reads such a change after this time without another one,
     * as far as the clocks agree. Half an edit would do no harm, but could be refused as a broken file.
     */
    private static final Duration QUIET = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(PoolStore.class);

    private final DataRoot root;
    private final UnaryOperator<String> normalize;
    private final FileStat.Source stats;
    private final Map<Path, Loaded> known = new HashMap<>();

    /**
     * @param sighting of the file when it had this text
     * @param settled whether an equal state proves an equal text
     */
    private record Loaded(PoolFile file, Sighting sighting, boolean settled) {

        boolean isSettledAs(Sighting now) {
            return settled && sighting.equals(now);
        }
    }

    /** A pool can't be written; the message has the reason. Other pools may be writable. */
    static final class UnwritableException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Path pool;

        UnwritableException(Path pool, IOException cause) {
            super(reason(cause), cause);
            this.pool = pool;
        }

        /** The reason without the name of the temporary file, which means nothing to the operator. */
        private static String reason(IOException cause) {
            String reason = cause instanceof FileSystemException fault ? fault.getReason() : cause.getMessage();
            return reason == null ? cause.getClass().getSimpleName() : reason;
        }

        Path pool() {
            return pool;
        }
    }

    PoolStore(DataRoot root, UnaryOperator<String> normalize) {
        this(root, normalize, FileStat::of);
    }

    PoolStore(DataRoot root, UnaryOperator<String> normalize, FileStat.Source stats) {
        this.root = root;
        this.normalize = normalize;
        this.stats = stats;
    }

    /**
     * The pool as it is on disk now.
     *
     * @param path the real path of the pool
     * @param limit the time, in {@link System#nanoTime}, from which a file is read even if somebody is still editing it
     * @throws ProvisioningException (INVALID_FILE) if it is not a pool
     */
    PoolFile load(Path path, PoolLock lock, long limit) throws IOException {
        FileStat before = null;
        byte[] lastBytes = null;
        while (true) {
            FileStat stat = stats.of(path);
            long nanos = System.nanoTime();
            Loaded loaded = known.get(path);
            Sighting seen = Sighting.of(stat, nanos, loaded == null ? null : loaded.sighting);
            if (loaded != null && isCurrent(path, loaded, seen)) {
                known.put(path, new Loaded(loaded.file, seen, seen.settledAt(nanos) || loaded.isSettledAs(seen)));
                return loaded.file;
            }
            boolean patient = nanos - limit < 0;
            if (patient && !stat.equals(before) && stat.changedWithin(QUIET, Instant.now()) && !lock.wasLeft(stat)) {
                before = stat;
                LockSupport.parkNanos(QUIET.toNanos());
                continue;
            }
            byte[] bytes = Files.readAllBytes(path);
            if (stats.of(path).equals(stat) || Arrays.equals(bytes, lastBytes) || !patient) {
                PoolFile file = PoolFile.parse(root.name(path), bytes, normalize);
                known.put(path, new Loaded(file, seen, seen.settledAt(nanos)));
                return file;
            }
            lastBytes = bytes;
        }
    }

    /** As long as the state of the file can't tell, its content does. */
    private static boolean isCurrent(Path path, Loaded loaded, Sighting seen) throws IOException {
        return loaded.isSettledAs(seen) || Arrays.equals(Files.readAllBytes(path), loaded.file.text());
    }

    /** Discards all pools in memory, so that the files are read again after a fault. */
    void forget() {
        known.clear();
    }

    /** A write that is safely on disk. Only the clean-up remains. */
    record Written(long bytes, List<PoolReplacement> replacements) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            for (PoolReplacement replacement : replacements) {
                replacement.close();
            }
        }
    }

    /**
     * Writes the changes of pools that {@link #load} returned. At any time, every file is the old one or the new one.
     *
     * @throws ChangedMeanwhileException if somebody edited a file in between: forget, and try again
     * @throws UnwritableException if a pool can't be written
     */
    Written write(Collection<Path> paths, PoolLock lock) throws IOException {
        List<PoolReplacement> replacements = new ArrayList<>();
        try {
            return new Written(write(paths, lock, replacements), replacements);
        } catch (IOException | RuntimeException | Error e) {
            new Written(0, replacements).close();
            throw e;
        }
    }

    private long write(Collection<Path> paths, PoolLock lock, List<PoolReplacement> replacements) throws IOException {
        if (paths.isEmpty()) {
            return 0;
        }
        Map<PoolReplacement, PoolFile.Rendered> texts = new HashMap<>();
        long written = 0;
        for (Path path : paths) {
            Loaded loaded = loaded(path);
            PoolReplacement replacement = new PoolReplacement(path, loaded.sighting.state(), loaded.file.text(), stats);
            replacements.add(replacement);
            PoolFile.Rendered text = loaded.file.render();
            texts.put(replacement, text);
            attempt(replacement, () -> replacement.write(text.text()));
            written += text.text().length;
        }
        for (PoolReplacement replacement : replacements) {
            attempt(replacement, replacement::putInPlace);
        }
        for (PoolReplacement replacement : replacements) {
            attempt(replacement, replacement::confirmOnDisk);
        }
        List<FileStat> left = new ArrayList<>();
        for (PoolReplacement replacement : replacements) {
            accept(replacement, Objects.requireNonNull(texts.get(replacement))).ifPresent(left::add);
        }
        lock.leave(left);
        return written;
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void attempt(PoolReplacement replacement, Step step) throws IOException {
        try {
            step.run();
        } catch (ChangedMeanwhileException e) {
            throw e;
        } catch (IOException e) {
            throw new UnwritableException(replacement.target(), e);
        }
    }

    private Optional<FileStat> accept(PoolReplacement replacement, PoolFile.Rendered text) throws IOException {
        Path path = replacement.target();
        PoolFile file = loaded(path).file;
        Optional<FileStat> stat = replacement.statInPlace();
        if (stat.isPresent()) {
            file.accept(text);
            known.put(path, new Loaded(file, new Sighting(stat.get(), System.nanoTime()), replacement.isExact()));
        } else {
            known.remove(path);
        }
        return stat;
    }

    private Loaded loaded(Path path) {
        return Objects.requireNonNull(known.get(path), () -> path + " was not loaded");
    }

    /** How many pools are in memory. */
    int known() {
        return known.size();
    }

    /** Removes leftovers of killed servers. The lock ensures that no other server is at work. */
    void removeAbandoned(DataRoot now) {
        for (Path file : Folders.filesBelow(now.path().resolve(FilePools.FOLDER))) {
            String name = file.getFileName().toString();
            if (name.startsWith(AtomicFiles.UNFINISHED) && !name.equals(PoolLock.FILE)) {
                try {
                    Files.deleteIfExists(file);
                    log.info("Removed {}, which was never finished", root.name(file));
                } catch (IOException e) {
                    log.warn("{} was never finished and can't be removed: {}", root.name(file), e.toString());
                }
            }
        }
    }

    /** Every pool of the data root, by name. */
    static List<String> names(DataRoot root) {
        Path folder = root.path().resolve(FilePools.FOLDER);
        return Folders.filesBelow(folder).stream()
                .map(path -> folder.relativize(path).toString())
                .filter(PoolStore::isName)
                .toList();
    }

    /**
     * Whether a pool can have this name. Names that begin with a dot are hidden files; those with a tilde are the
     * server's own.
     */
    static boolean isName(String name) {
        return Arrays.stream(name.split("/", -1))
                .noneMatch(part -> part.startsWith(AtomicFiles.UNFINISHED) || part.startsWith("."));
    }
}
