package org.ztpserver.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ztpserver.core.site.FilePath;

/**
 * The folder that contains a site. The server reads and writes nothing outside it: symbolic links are resolved first,
 * and the result must be below the root.
 */
public final class DataRoot {

    private final Path root;

    /** @throws UncheckedIOException if the folder is missing */
    public DataRoot(Path root) {
        try {
            this.root = root.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The real path of the root. */
    public Path path() {
        return root;
    }

    /** A folder of the root that the server writes to. Creates it if it is missing. */
    public Path writableFolder(String name) {
        Path folder = root.resolve(name);
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            Path real = folder.toRealPath();
            if (!real.startsWith(root)) {
                throw new FileSystemException(folder.toString(), null, "leads out of the data root");
            }
            return real;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Those of the given folders that the server can't write to. A missing folder counts as the root, in which it would
     * be created.
     *
     * @param names the folders below the root
     */
    public List<Path> unwritable(List<String> names) {
        return names.stream()
                .map(root::resolve)
                .map(folder -> Files.isDirectory(folder) ? folder : root)
                .distinct()
                .filter(folder -> !Files.isWritable(folder))
                .toList();
    }

    /** Whether a folder of the root contains a file, at any depth. */
    public boolean hasFilesIn(String folder) {
        return !Folders.filesBelow(root.resolve(folder)).isEmpty();
    }

    /** The real path of a regular file in a folder of the root; empty if it is missing or leads out of the root. */
    public Optional<Path> file(String folder, FilePath path) {
        return file(root.resolve(folder).resolve(path.toString()));
    }

    /** The real path of a regular file anywhere in the root; empty as above. */
    public Optional<Path> file(FilePath path) {
        return file(root.resolve(path.toString()));
    }

    /** The bytes of the file that {@link #file(String, FilePath)} finds; empty if it finds none. */
    public Optional<byte[]> read(String folder, FilePath path) {
        return file(folder, path).flatMap(DataRoot::readIfThere);
    }

    /** The bytes of the file that {@link #file(FilePath)} finds; empty if it finds none. */
    public Optional<byte[]> read(FilePath path) {
        return file(path).flatMap(DataRoot::readIfThere);
    }

    /**
     * The bytes of a file that was found a moment ago; empty if it is gone. Some editors and copy programs remove a
     * file before they rename the new one.
     */
    public static Optional<byte[]> readIfThere(Path path) {
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Path> file(Path path) {
        return real(path).filter(Files::isRegularFile);
    }

    /** The real path of a file or folder; empty if it is missing or leads out of the root. */
    public Optional<Path> real(Path path) {
        try {
            Path real = path.toRealPath();
            return real.startsWith(root) ? Optional.of(real) : Optional.empty();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (e.getReason() != null
                    && (e.getReason().contains("Too many levels of symbolic links")
                            || e.getReason().contains("File name too long")
                            || e.getReason().contains("Not a directory"))) {
                return Optional.empty();
            }
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a file of the root in messages: its path below the root. */
    public String name(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }
}
