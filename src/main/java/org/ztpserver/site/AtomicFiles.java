package org.ztpserver.site;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes files so that a reader sees them completely or not at all. A write that has returned survives a crash.
 *
 * <p>Unfinished files have a name that begins with {@code ~}. No node and no other file of the data root has such a
 * name.
 */
public final class AtomicFiles {

    /** The start of the name of an unfinished file. No node identifier begins with it. */
    public static final String UNFINISHED = "~";

    /** Java copies the bytes that it writes, and every thread keeps memory for its largest copy. */
    private static final int CHUNK_BYTES = 128 * 1024;

    private AtomicFiles() {}

    /** Writes the bytes to a new file beside the target, and renames it to the target. */
    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, bytes, false);
    }

    private static void write(Path target, byte[] bytes, boolean likeTheOldOne) throws IOException {
        Path folder = Objects.requireNonNull(target.getParent(), "the target has a folder");
        Path unfinished = unfinished(folder);
        try {
            writeNew(unfinished, bytes);
            if (likeTheOldOne) {
                Ownership.copyAll(target, unfinished);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        sync(folder);
    }

    /**
     * Like {@link #write}, but does not touch a file that already has these bytes. A replaced file keeps its owner and
     * permissions.
     *
     * @return whether the file has changed
     */
    public static boolean replace(Path target, byte[] bytes) throws IOException {
        boolean replaced = true;
        try {
            if (Files.size(target) == bytes.length && Arrays.equals(Files.readAllBytes(target), bytes)) {
                return false;
            }
        } catch (NoSuchFileException e) {
            replaced = false;
        }
        write(target, bytes, replaced);
        return true;
    }

    /** A name in this folder for an unfinished file. */
    public static Path unfinished(Path folder) {
        return folder.resolve(UNFINISHED + UUID.randomUUID());
    }

    /** Writes a new file and syncs it to disk. */
    public static void writeNew(Path path, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(path, CREATE_NEW, WRITE)) {
            for (int at = 0; at < bytes.length; ) {
                at += channel.write(ByteBuffer.wrap(bytes, at, Math.min(CHUNK_BYTES, bytes.length - at)));
            }
            channel.force(true);
        }
    }

    /** Syncs the names in a folder to disk. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }
}
