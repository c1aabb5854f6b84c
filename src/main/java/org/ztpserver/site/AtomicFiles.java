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
 * Writes that a reader sees whole or not at all, and that survive a crash once they have returned.
 *
 * <p>What is not finished yet has a name that begins with {@code ~}, which no node and no file of the data root has.
 */
public final class AtomicFiles {

    /** No identifier of a node can begin with it. */
    public static final String UNFINISHED = "~";

    /** Java copies what it writes, and every thread keeps the memory for its largest copy. */
    private static final int CHUNK_BYTES = 128 * 1024;

    private AtomicFiles() {}

    /** Writes the bytes beside the target, and renames them over it. */
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
     * As {@link #write}, but leaves a file alone that has these bytes already; one that is replaced keeps its owner and its
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

    /** A name in this folder for what is not finished. */
    public static Path unfinished(Path folder) {
        return folder.resolve(UNFINISHED + UUID.randomUUID());
    }

    /** Writes a file that is not there yet, down to the disk. */
    public static void writeNew(Path path, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(path, CREATE_NEW, WRITE)) {
            for (int at = 0; at < bytes.length; ) {
                at += channel.write(ByteBuffer.wrap(bytes, at, Math.min(CHUNK_BYTES, bytes.length - at)));
            }
            channel.force(true);
        }
    }

    /** Brings the names in a folder down to the disk. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }
}
