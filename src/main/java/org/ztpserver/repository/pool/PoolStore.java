package org.ztpserver.repository.pool;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.ztpserver.repository.AtomicFiles;
import org.ztpserver.repository.DataRoot;
import org.ztpserver.repository.FileStat;
import org.ztpserver.repository.Folders;

/**
 * The files of the pools, and how they get onto the disk. The caller holds the lock of the pools.
 *
 * <p>What is on disk counts: it is looked at before every use and around every write. When an operator edits a file in the
 * middle of a write, the edit stays, and the caller does its work again on top of it.
 */
final class PoolStore {

    /** An editor may write a file in several steps: a foreign change is read when it has been quiet for so long. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DataRoot root;
    private final UnaryOperator<String> normalize;
    private final Map<Path, Loaded> known = new HashMap<>();

    /**
     * @param stat of the file when its text was as we have it
     * @param settled whether an equal stat proves an equal text
     */
    private record Loaded(PoolFile file, FileStat stat, boolean settled) {}

    /** An operator changed a file in the middle of a write. */
    static final class ChangedMeanwhileException extends IOException {
        private static final long serialVersionUID = 1L;

        ChangedMeanwhileException(String file) {
            super(file + " was changed while it was written");
        }
    }

    PoolStore(DataRoot root, UnaryOperator<String> normalize) {
        this.root = root;
        this.normalize = normalize;
    }

    /**
     * The pool as it is on disk now.
     *
     * @param path its real path
     * @throws org.ztpserver.provisioning.InvalidFileException when it is no pool
     */
    PoolFile load(Path path) throws IOException {
        Instant limit = Instant.now().plus(PATIENCE);
        while (true) {
            FileStat stat = FileStat.of(path);
            Instant now = Instant.now();
            Loaded loaded = known.get(path);
            boolean seen = loaded != null && loaded.stat.equals(stat);
            if (loaded != null && seen && isCurrent(path, loaded)) {
                known.put(path, new Loaded(loaded.file, stat, stat.settledAt(now)));
                return loaded.file;
            }
            if (!seen && stat.changedWithin(QUIET, now) && now.isBefore(limit)) {
                LockSupport.parkNanos(QUIET.toNanos() / 4);
                continue;
            }
            byte[] bytes = Files.readAllBytes(path);
            if (FileStat.of(path).equals(stat) || now.isAfter(limit)) {
                PoolFile file = PoolFile.parse(root.name(path), bytes, normalize);
                known.put(path, new Loaded(file, stat, stat.settledAt(now)));
                return file;
            }
        }
    }

    private static boolean isCurrent(Path path, Loaded loaded) throws IOException {
        return loaded.settled || Arrays.equals(Files.readAllBytes(path), loaded.file.text());
    }

    /** Forgets what it knows: after a fault, the files are read again. */
    void forget() {
        known.clear();
    }

    /**
     * Writes the changes of pools that {@link #load} gave: every file is the old one or the new one at any time.
     *
     * @return how many bytes were written
     * @throws ChangedMeanwhileException when an operator was faster: forget, and do it again
     */
    long write(Collection<Path> paths) throws IOException {
        Map<Path, PoolFile.Rendered> rendered = new LinkedHashMap<>();
        Map<Path, Path> replacements = new LinkedHashMap<>();
        try {
            long written = 0;
            for (Path path : paths) {
                PoolFile.Rendered text = loaded(path).file.render();
                Path replacement = AtomicFiles.unfinished(folder(path));
                replacements.put(path, replacement);
                rendered.put(path, text);
                AtomicFiles.writeNew(replacement, text.text());
                copyPermissions(path, replacement);
                written += text.text().length;
            }
            for (Path path : paths) {
                replace(path, Objects.requireNonNull(replacements.get(path)));
                PoolFile file = loaded(path).file;
                file.accept(Objects.requireNonNull(rendered.get(path)));
                known.put(path, new Loaded(file, FileStat.of(path), false));
            }
            return written;
        } finally {
            for (Path replacement : replacements.values()) {
                Files.deleteIfExists(replacement);
            }
            for (Path folder : paths.stream().map(PoolStore::folder).distinct().toList()) {
                AtomicFiles.sync(folder);
            }
        }
    }

    /**
     * Renames over the target, unless it is no longer what was read. Somebody may write into the old file between that
     * look and the rename: a second name keeps it within reach, and brings it back.
     */
    private void replace(Path target, Path replacement) throws IOException {
        FileStat expected = loaded(target).stat;
        if (!FileStat.of(target).equals(expected)) {
            throw new ChangedMeanwhileException(root.name(target));
        }
        Path old = AtomicFiles.unfinished(folder(target));
        boolean linked = link(old, target);
        try {
            Files.move(replacement, target, StandardCopyOption.ATOMIC_MOVE);
            if (linked && !sameContent(old, expected)) {
                Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
                throw new ChangedMeanwhileException(root.name(target));
            }
        } finally {
            Files.deleteIfExists(old);
        }
    }

    private static boolean link(Path link, Path existing) throws IOException {
        try {
            Files.createLink(link, existing);
            return true;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return false; // a file system without second names: the look before the rename has to do
        }
    }

    private static boolean sameContent(Path path, FileStat expected) throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        return now.size() == expected.size() && now.lastModifiedTime().equals(expected.modified());
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        if (from.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }

    private Loaded loaded(Path path) {
        return Objects.requireNonNull(known.get(path), () -> path + " was not loaded");
    }

    private static Path folder(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    /** Every pool of the data root, by name. */
    static List<String> names(DataRoot root) {
        Path folder = root.path().resolve(FilePools.FOLDER);
        return Folders.filesBelow(folder).stream()
                .map(path -> folder.relativize(path).toString())
                .filter(name -> Arrays.stream(name.split("/", -1))
                        .noneMatch(part -> part.startsWith(AtomicFiles.UNFINISHED) || part.startsWith(".")))
                .toList();
    }
}
