package org.ztpserver.repository.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ztpserver.provisioning.FilePath;
import org.ztpserver.provisioning.ResourceException;
import org.ztpserver.repository.DataRoot;

/** The pools as the requests of one batch see and change them, one request after the other. */
final class PoolSession {

    private final DataRoot root;
    private final PoolStore store;
    private final Map<Path, PoolFile> open = new LinkedHashMap<>();
    private final List<Runnable> undo = new ArrayList<>();

    PoolSession(DataRoot root, PoolStore store) {
        this.root = root;
        this.store = store;
    }

    /** Begins the next request. */
    void begin() {
        undo.clear();
    }

    /** Takes back what the request assigned that has begun last. */
    void undo() {
        for (int i = undo.size() - 1; i >= 0; i--) {
            undo.get(i).run();
        }
    }

    /**
     * The pool of this name.
     *
     * @throws ResourceException when there is none
     * @throws org.ztpserver.provisioning.InvalidFileException when it is broken
     */
    PoolFile open(String name) {
        Path path = find(name);
        PoolFile file = open.get(path);
        if (file == null) {
            try {
                file = store.load(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            open.put(path, file);
        }
        return file;
    }

    private Path find(String name) {
        try {
            return root.file(FilePools.FOLDER, FilePath.parse(name))
                    .orElseThrow(() -> new ResourceException("there is no pool " + FilePools.FOLDER + "/" + name));
        } catch (IllegalArgumentException e) {
            throw new ResourceException("no pool can have this name: " + e.getMessage());
        }
    }

    void assign(PoolFile file, int index, String owner) {
        file.assign(index, owner);
        undo.add(() -> file.release(index));
    }

    /** The files that have to be written. */
    List<Path> changed() {
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().changed())
                .map(Map.Entry::getKey)
                .toList();
    }
}
