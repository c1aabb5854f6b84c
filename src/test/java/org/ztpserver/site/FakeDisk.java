package org.ztpserver.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A file server with a clock of its own. Time passes when a test says so. */
final class FakeDisk implements Disk {

    private record Stored(byte[] bytes, long stamp, FileTime modified, int inode) {}

    private final Map<Path, Stored> files = new ConcurrentHashMap<>();
    private final AtomicInteger inodes = new AtomicInteger();
    private final long tickNanos;
    private final long aheadNanos;

    /** The clock of this machine. */
    final AtomicLong nanos = new AtomicLong(TimeUnit.DAYS.toNanos(20_000));

    final AtomicInteger reads = new AtomicInteger();
    volatile boolean stableInodes = true;
    volatile Runnable afterRead = () -> {};
    volatile boolean broken;

    /**
     * @param tickMillis the file server stamps files in steps of this size
     * @param aheadMillis how much its clock is ahead of this machine's
     */
    FakeDisk(long tickMillis, long aheadMillis) {
        tickNanos = TimeUnit.MILLISECONDS.toNanos(tickMillis);
        aheadNanos = TimeUnit.MILLISECONDS.toNanos(aheadMillis);
    }

    void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Writes into the file in place. */
    void write(Path path, String text) {
        files.compute(path, (key, old) -> stored(text, old == null ? inodes.incrementAndGet() : old.inode));
    }

    /** Writes another file and renames it. */
    void replace(Path path, String text) {
        files.put(path, stored(text, inodes.incrementAndGet()));
    }

    /** Sets the modification time, as {@code touch -d} and {@code cp -p} do. */
    void date(Path path, long millis) {
        files.computeIfPresent(
                path, (key, old) -> new Stored(old.bytes, stamp(), FileTime.fromMillis(millis), old.inode));
    }

    void remove(Path path) {
        files.remove(path);
    }

    private Stored stored(String text, int inode) {
        return new Stored(text.getBytes(UTF_8), stamp(), FileTime.from(stamp(), TimeUnit.NANOSECONDS), inode);
    }

    private long stamp() {
        long now = nanos.get() + aheadNanos;
        return now - now % tickNanos;
    }

    @Override
    public FileStat stat(Path path) throws IOException {
        Stored file = file(path);
        int inode = stableInodes ? file.inode : inodes.incrementAndGet();
        return new FileStat(
                file.bytes.length, file.modified, FileTime.from(file.stamp, TimeUnit.NANOSECONDS), "1:" + inode);
    }

    @Override
    public byte[] read(Path path, long size) throws IOException {
        reads.incrementAndGet();
        if (broken) {
            throw new IOException("Input/output error");
        }
        byte[] bytes = file(path).bytes;
        afterRead.run();
        return Arrays.copyOf(bytes, (int) Math.min(bytes.length, size));
    }

    private Stored file(Path path) throws NoSuchFileException {
        Stored file = files.get(path);
        if (file == null) {
            throw new NoSuchFileException(path.toString());
        }
        return file;
    }
}
