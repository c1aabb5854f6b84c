package org.ztpserver.resource.pool;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.ztpserver.site.AtomicFiles;
import org.ztpserver.site.FileStat;
import org.ztpserver.site.Ownership;

/**
 * The lock on all pools of a data root, across processes. It is held until it is closed.
 *
 * <p>The lock file also lists the pools that the last holder wrote, so that the next holder does not mistake them for
 * edits.
 */
final class PoolLock implements AutoCloseable {

    /**
     * The name begins like that of any file that is not the operator's. The file is never removed, because the lock is
     * on the file itself.
     */
    static final String FILE = AtomicFiles.UNFINISHED + "lock";

    /** Locked while a thread works. */
    private static final long WORK = 0;

    /** Makes the lock fair: a thread that has just worked queues behind waiting threads. */
    private static final long TURN = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final int MAX_NOTE_BYTES = 64 * 1024;

    private final FileChannel channel;

    private PoolLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until the lock is free.
     *
     * @throws IOException also if the lock is not free in time
     */
    static PoolLock acquire(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
        try {
            if (channel.size() == 0) {
                Ownership.copy(folder, file); // root may run the command line, but must not lock out the server
            }
            long limit = System.nanoTime() + PATIENCE.toNanos();
            FileLock turn = lock(channel, TURN, limit);
            lock(channel, WORK, limit);
            turn.release();
            return new PoolLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileLock lock(FileChannel channel, long part, long limit) throws IOException {
        while (true) {
            FileLock lock = tryLock(channel, part);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - limit > 0) {
                throw new IOException("another server has held the lock of the pools (" + FilePools.FOLDER + "/" + FILE
                        + ") for " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, long part) throws IOException {
        try {
            return channel.tryLock(part, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // another application in this JVM uses the same data root
        }
    }

    /** Whether the last holder left a file in this state. */
    boolean wasLeft(FileStat stat) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), MAX_NOTE_BYTES));
        channel.read(bytes, 0);
        return new String(bytes.array(), StandardCharsets.UTF_8).lines().anyMatch(note(stat)::equals);
    }

    /** Records for the next holder the state of the files that this one wrote. */
    void leave(Collection<FileStat> written) throws IOException {
        StringBuilder notes = new StringBuilder();
        written.forEach(stat -> notes.append(note(stat)).append('\n'));
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(notes.toString().getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String note(FileStat stat) {
        return stat.key() + " " + stat.tag();
    }

    @Override
    public void close() throws IOException {
        channel.close(); // this also releases the lock
    }
}
