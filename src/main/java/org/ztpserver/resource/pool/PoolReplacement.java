package org.ztpserver.resource.pool;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.site.AtomicFiles;
import org.ztpserver.site.FileStat;
import org.ztpserver.site.Ownership;

/**
 * Replaces the text of a file. At any time, the file is the old one or the new one.
 *
 * <p>Somebody may write to the old file between the last check and the rename, or may have it open and write a moment
 * later. A second name keeps the old file until the new one is safely on disk, so that the edit can be restored.
 */
final class PoolReplacement implements AutoCloseable {

    /**
     * More than one tick of the clock that stamps files. If a file's modification time is so far in the past, any later
     * write changes the time stamp.
     */
    private static final Duration BACKDATED = Duration.ofMillis(20);

    private static final Logger log = LoggerFactory.getLogger(PoolReplacement.class);

    private final Path target;
    private final FileStat expected;
    private final byte[] oldText;
    private final FileStat.Source stats;
    private final Path replacement;
    private final Path old;
    private boolean oldIsKept;
    private byte[] newText = {};
    private @Nullable FileStat stat;
    private boolean exact;

    /**
     * @param expected the state of the target on which the new text is based
     * @param oldText its text in this state
     * @param stats looks at files
     */
    PoolReplacement(Path target, FileStat expected, byte[] oldText, FileStat.Source stats) {
        this.target = target;
        this.expected = expected;
        this.oldText = oldText;
        this.stats = stats;
        this.replacement = AtomicFiles.unfinished(folder());
        this.old = AtomicFiles.unfinished(folder());
    }

    Path target() {
        return target;
    }

    Path folder() {
        return Objects.requireNonNull(target.getParent());
    }

    /** Syncs the text to disk, beside the target. */
    void write(byte[] text) throws IOException {
        AtomicFiles.writeNew(replacement, text);
        Ownership.copyAll(target, replacement);
        FileTime modified = FileTime.from(Instant.now().minus(BACKDATED));
        Files.setLastModifiedTime(replacement, modified);
        newText = text;
        stat = stats.of(replacement);
        exact = stat.modified().equals(modified);
    }

    /**
     * Renames the new file to the target.
     *
     * @throws ChangedMeanwhileException if the target is not in the expected state; the target stays unchanged then
     */
    void putInPlace() throws IOException {
        FileStat now = stats.of(target);
        if (!now.changed().equals(expected.changed()) || !isSame(target, now, expected, oldText)) {
            throw new ChangedMeanwhileException(target);
        }
        oldIsKept = keepOld();
        Files.move(replacement, target, StandardCopyOption.ATOMIC_MOVE);
        confirm();
    }

    /**
     * Syncs the new name to disk, and checks again that the old file is unchanged.
     *
     * @throws ChangedMeanwhileException if somebody edited the old file; the edit is back in place then
     */
    void confirmOnDisk() throws IOException {
        AtomicFiles.sync(folder());
        confirm();
    }

    /** Restores an edit of the old file, if there was one. */
    private void confirm() throws IOException {
        if (!oldIsKept || isSame(old, stats.of(old), expected, oldText)) {
            return;
        }
        if (isSame(target, stats.of(target), Objects.requireNonNull(stat), newText)) {
            Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            AtomicFiles.sync(folder());
        } else {
            Path kept = target.resolveSibling("." + target.getFileName() + ".edit");
            Files.move(old, kept, StandardCopyOption.ATOMIC_MOVE);
            log.error("{} was edited twice while it was written; the first edit is in {}", target, kept);
        }
        throw new ChangedMeanwhileException(target);
    }

    private boolean keepOld() throws IOException {
        try {
            Files.createLink(old, target);
            return true;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return false; // a file system without hard links: the check before the rename must be enough
        }
    }

    /** The current state of the new file; empty if somebody has already edited it. */
    Optional<FileStat> statInPlace() throws IOException {
        FileStat now = stats.of(target);
        return isSame(target, now, Objects.requireNonNull(stat), newText) ? Optional.of(now) : Optional.empty();
    }

    /**
     * Whether a file that may have another name now is still the same, with the same text. Some file systems give a
     * file another inode at each look; then the text decides.
     */
    private static boolean isSame(Path file, FileStat now, FileStat then, byte[] text) throws IOException {
        return now.sameContent(then)
                || (now.withoutKey().sameContent(then.withoutKey()) && Arrays.equals(Files.readAllBytes(file), text));
    }

    /** Whether every later change gives the file another state. */
    boolean isExact() {
        return exact;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(replacement);
        if (oldIsKept) {
            Files.deleteIfExists(old);
        }
    }
}
