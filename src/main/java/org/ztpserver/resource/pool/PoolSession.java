package org.ztpserver.resource.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.pool.Pool;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.site.DataRoot;

/** The pools for the requests of one batch, which use and change them one after the other. */
final class PoolSession {

    private final DataRoot root;
    private final PoolStore store;
    private final PoolLock lock;
    private final Map<Path, String> unwritable;
    private final long editLimit;
    private final Map<Path, OpenPool> open = new LinkedHashMap<>();
    private final List<Runnable> undo = new ArrayList<>();

    /**
     * Starts with the pools on disk.
     *
     * @param unwritable the pools that can't be written, with the reasons
     * @param editLimit until when it may wait for an editor, in {@link System#nanoTime}
     */
    PoolSession(DataRoot root, PoolStore store, PoolLock lock, Map<Path, String> unwritable, long editLimit) {
        this.root = root;
        this.store = store;
        this.lock = lock;
        this.unwritable = unwritable;
        this.editLimit = editLimit;
    }

    /** Begins the next request. */
    void begin() {
        undo.clear();
    }

    /** Undoes the changes of the current request. */
    void undo() {
        for (int i = undo.size() - 1; i >= 0; i--) {
            undo.get(i).run();
        }
    }

    /** A pool in this session. */
    final class OpenPool {

        private final String name;
        private final Path path;
        private final PoolFile file;

        private OpenPool(String name, Path path, PoolFile file) {
            this.name = name;
            this.path = path;
            this.file = file;
        }

        Pool pool() {
            return file.pool();
        }

        /**
         * Gives a free value to an owner that has none.
         *
         * @throws ProvisioningException (NO_VALUE) if the pool can't be written
         */
        void assign(int index, String owner) {
            requireWritable();
            file.assign(index, owner);
            undo.add(() -> file.release(index));
        }

        /**
         * Frees a value that has an owner.
         *
         * @throws ProvisioningException (NO_VALUE) if the pool can't be written
         */
        void release(int index) {
            requireWritable();
            String owner = Objects.requireNonNull(pool().owner(index));
            file.release(index);
            undo.add(() -> file.assign(index, owner));
        }

        private void requireWritable() {
            String reason = unwritable.get(path);
            if (reason != null) {
                throw new ProvisioningException(
                        FaultKind.NO_VALUE, FilePools.FOLDER + "/" + name + " can't be written: " + reason);
            }
        }
    }

    /**
     * Opens the pool of this name.
     *
     * @throws ProvisioningException (NO_VALUE) if the pool is missing
     * @throws ProvisioningException (INVALID_FILE) if the pool is invalid
     */
    OpenPool open(String name) {
        Path path = find(root, name);
        OpenPool pool = open.get(path);
        if (pool == null) {
            try {
                pool = new OpenPool(name, path, store.load(path, lock, editLimit));
            } catch (NoSuchFileException e) {
                throw missing(name); // removed after it was found
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            open.put(path, pool);
        }
        return pool;
    }

    /**
     * The real path of a pool.
     *
     * @throws ProvisioningException (NO_VALUE) if the pool is missing
     */
    static Path find(DataRoot root, String name) {
        if (!PoolStore.isName(name)) {
            throw missing(name);
        }
        try {
            return root.file(FilePools.FOLDER, FilePath.parse(name)).orElseThrow(() -> missing(name));
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(FaultKind.NO_VALUE, "not the name of a pool: " + e.getMessage());
        }
    }

    private static ProvisioningException missing(String name) {
        return new ProvisioningException(
                FaultKind.NO_VALUE,
                FilePools.FOLDER + "/" + name + " is missing: create it with a line 'VALUE: null' for each value");
    }

    /** The files to write. */
    List<Path> changed() {
        return open.values().stream()
                .filter(pool -> pool.file.changed())
                .map(pool -> pool.path)
                .toList();
    }
}
