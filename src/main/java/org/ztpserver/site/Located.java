package org.ztpserver.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder of the data root. To find one needs a call for each name below a folder that is known; only a path
 * with a link in it is resolved from the root of the file system.
 *
 * @param path the real one
 */
record Located(Path path, BasicFileAttributes kind) {

    /**
     * Finds a file or folder; empty if it is missing or leads out of the root.
     *
     * @param root the real path of the data root
     * @param base the real path of a folder, which is not looked at
     */
    static Optional<Located> find(Path root, Path base, Path path) {
        try {
            Located found = path.startsWith(base) && path.equals(path.normalize()) ? look(base, path) : null;
            if (found == null) {
                Path real = path.toRealPath();
                if (!real.startsWith(root)) {
                    return Optional.empty();
                }
                found = new Located(real, Files.readAttributes(real, BasicFileAttributes.class));
            }
            return Optional.of(found);
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

    /** Null if there is a link on the way. */
    private static @Nullable Located look(Path base, Path path) throws IOException {
        Path real = base;
        Located found = null;
        for (Path name : base.relativize(path)) {
            real = real.resolve(name);
            found = new Located(real, Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
            if (found.kind.isSymbolicLink()) {
                return null;
            }
        }
        return found;
    }
}
