package org.ztpserver.site;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.ProvisioningException;

/**
 * The last reading of one file, and the lock with which one request at a time reads it.
 *
 * @param <T> the parsed form
 */
final class ParsedFile<T> {

    /** After this number of attempts, a file is used as it is read, even if somebody keeps writing to it. */
    private static final int MAX_ATTEMPTS = 5;

    private static final byte[] NOTHING = {};

    /**
     * @param begun the file was looked at and read after this moment
     * @param path where it was read, links resolved
     * @param trusted whether an equal state proves an equal content
     * @param outcome the parsed form, or the fault of the file
     */
    private record Reading<T>(
            long begun, Path path, Sighting sighting, boolean trusted, byte[] hash, Supplier<T> outcome) {}

    private final Function<byte[], T> parser;
    private final Disk disk;
    private final LongSupplier clock;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Reading<T> last;

    ParsedFile(Function<byte[], T> parser, Disk disk, LongSupplier clock) {
        this.parser = parser;
        this.disk = disk;
        this.clock = clock;
    }

    /**
     * The parsed form of the file as it is after this call has begun.
     *
     * @throws ProvisioningException if the parser can't read the content
     */
    T get(Path path) throws IOException {
        long arrival = clock.getAsLong();
        Reading<T> known = last;
        if (known != null
                && known.trusted
                && known.path.equals(path)
                && known.sighting.state().equals(disk.stat(path))) {
            return known.outcome.get();
        }
        turn.lock();
        try {
            known = last;
            boolean serves = known != null && known.path.equals(path) && known.begun - arrival > 0;
            if (known == null || !serves) {
                known = read(path, known);
                last = known;
            }
        } finally {
            turn.unlock();
        }
        return known.outcome.get();
    }

    private Reading<T> read(Path path, @Nullable Reading<T> known) throws IOException {
        long begun = clock.getAsLong();
        byte[] hash = known == null ? NOTHING : known.hash;
        Sighting before = look(path, known == null ? null : known.sighting);
        for (int attempt = 1; ; attempt++) {
            long start = clock.getAsLong();
            byte[] bytes = disk.read(path, before.state().size());
            byte[] lastHash = hash;
            hash = hash(bytes);
            Sighting after = look(path, before);
            boolean whole =
                    after.equals(before) && bytes.length == after.state().size();
            // Some file systems give a file another inode at each look. Two equal readings are as good.
            boolean twice = bytes.length == after.state().size() && Arrays.equals(hash, lastHash);
            if (whole || twice || attempt == MAX_ATTEMPTS) {
                Supplier<T> outcome = known != null && Arrays.equals(hash, known.hash) ? known.outcome : parse(bytes);
                return new Reading<>(begun, path, after, whole && before.settledAt(start), hash, outcome);
            }
            before = after;
        }
    }

    private Sighting look(Path path, @Nullable Sighting last) throws IOException {
        FileStat state = disk.stat(path);
        return Sighting.of(state, clock.getAsLong(), last);
    }

    /** The fault of a content is kept like a value. Any other exception is not about the content. */
    private Supplier<T> parse(byte[] bytes) {
        try {
            T value = parser.apply(bytes);
            return () -> value;
        } catch (ProvisioningException fault) {
            return () -> {
                throw fault;
            };
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
