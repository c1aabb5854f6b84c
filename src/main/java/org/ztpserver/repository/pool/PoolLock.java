package org.ztpserver.repository.pool;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.ztpserver.repository.AtomicFiles;

/** The lock on all pools of a data root, across processes. It is held until it is closed. */
final class PoolLock implements AutoCloseable {

    /** Its name begins like everything that is not the operator's. It is never removed: a lock is on the file itself. */
    private static final String FILE = AtomicFiles.UNFINISHED + "lock";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FileChannel channel;

    private PoolLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until the lock is free. */
    static PoolLock acquire(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(FILE), CREATE, WRITE);
        try {
            lock(channel);
            return new PoolLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void lock(FileChannel channel) throws IOException {
        Instant limit = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                channel.lock();
                return;
            } catch (OverlappingFileLockException e) {
                // Another application of this JVM on the same data root: a file lock does not wait for that one.
                if (Instant.now().isAfter(limit)) {
                    throw new IOException("the lock of the pools was not free for " + PATIENCE, e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close(); // which also releases the lock
    }
}
