package org.ztpserver.resource.pool;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.site.AtomicFiles;
import org.ztpserver.site.FileStat;
import org.ztpserver.site.Ownership;

/**
 * The new text of one file on its way into the old one's place: at any time there is the one or the other.
 *
 * <p>Somebody may write into the old file between the last look at it and the rename, or have it open and write a moment
 * later. A second name keeps the old file within reach until the new one is safely on disk, and brings the edit back.
 */
final class PoolReplacement implements AutoCloseable {

    /**
     * More than a tick of the clock that stamps files. A file that says it was modified so long ago has another stamp as
     * soon as anybody writes to it, if only one tick later.
     */
    private static final Duration BACKDATED = Duration.ofMillis(20);

    private static final Logger log = LoggerFactory.getLogger(PoolReplacement.class);

    private final Path target;
    private final FileStat expected;
    private final Path replacement;
    private final Path old;
    private boolean oldIsKept;
    private @Nullable FileStat stat;
    private boolean exact;

    /** @param expected the state of the target that the new text is based on */
    PoolReplacement(Path target, FileStat expected) {
        this.target = target;
        this.expected = expected;
        this.replacement = AtomicFiles.unfinished(folder());
        this.old = AtomicFiles.unfinished(folder());
    }

    Path target() {
        return target;
    }

    Path folder() {
        return Objects.requireNonNull(target.getParent());
    }

    /** Brings the text down to the disk, beside the target. */
    void write(byte[] text) throws IOException {
        AtomicFiles.writeNew(replacement, text);
        Ownership.copyAll(target, replacement);
        FileTime modified = FileTime.from(Instant.now().minus(BACKDATED));
        Files.setLastModifiedTime(replacement, modified);
        stat = FileStat.of(replacement);
        exact = stat.modified().equals(modified);
    }

    /**
     * Puts the new file in the target's place.
     *
     * @throws ChangedMeanwhileException when the target is no longer as it was expected; it has not changed then
     */
    void putInPlace() throws IOException {
        if (!FileStat.of(target).equals(expected)) {
            throw new ChangedMeanwhileException(target);
        }
        oldIsKept = keepOld();
        Files.move(replacement, target, StandardCopyOption.ATOMIC_MOVE);
        confirm();
    }

    /**
     * Brings the new name down to the disk, and looks again whether the old file is as it was.
     *
     * @throws ChangedMeanwhileException when it is not; the edit is back in its place then
     */
    void confirmOnDisk() throws IOException {
        AtomicFiles.sync(folder());
        confirm();
    }

    /** Looks for an edit that went into the old file, and brings it back. */
    private void confirm() throws IOException {
        if (!oldIsKept || FileStat.of(old).sameContent(expected)) {
            return;
        }
        if (FileStat.of(target).sameContent(Objects.requireNonNull(stat))) {
            Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            AtomicFiles.sync(folder());
        } else {
            Path kept = target.resolveSibling("." + target.getFileName() + ".edit");
            Files.move(old, kept, StandardCopyOption.ATOMIC_MOVE);
            log.error("{} was edited twice while it was written; the first edit is kept in {}", target, kept);
        }
        throw new ChangedMeanwhileException(target);
    }

    private boolean keepOld() throws IOException {
        try {
            Files.createLink(old, target);
            return true;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return false; // a file system without second names: the look before the rename has to do
        }
    }

    /** The state in which the new file is now; empty when somebody has edited it already. */
    Optional<FileStat> statInPlace() throws IOException {
        return Optional.of(FileStat.of(target)).filter(now -> now.sameContent(Objects.requireNonNull(stat)));
    }

    /** Whether no later state of the file can have this one's stat. */
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
