package org.ztpserver.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.ztpserver.core.site.FilePath;

/** The small working site that comes with the server, for an operator who starts it without one. */
public final class StarterDataRoot {

    /** Files in these folders are programs. */
    private static final List<String> PROGRAMS = List.of("plugins", "config-handlers");

    /** Opens the files of the starter site. */
    public interface Source {

        List<FilePath> files();

        InputStream open(FilePath file) throws IOException;
    }

    private StarterDataRoot() {}

    /**
     * Creates the folder with the starter site in it, complete or not at all. An existing folder is not changed.
     *
     * @param folders the folders to create even if the starter site has no files in them
     * @return false if the folder already exists
     * @throws IOException if the folder can't be created
     */
    public static boolean create(Path folder, Iterable<String> folders, Source source) throws IOException {
        if (Files.exists(folder)) {
            return false;
        }
        Path parent = Objects.requireNonNull(
                folder.toAbsolutePath().getParent(), "a data root is not the file system's root");
        Files.createDirectories(parent);
        Path unfinished = parent.resolve(folder.getFileName() + AtomicFiles.UNFINISHED + UUID.randomUUID());
        try {
            for (String name : folders) {
                Files.createDirectories(unfinished.resolve(name));
            }
            for (FilePath file : source.files()) {
                copy(source, file, unfinished.resolve(file.toString()));
            }
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileSystemException e) {
            if (Files.exists(folder)) {
                return false; // another server created it in the meantime
            }
            throw e;
        } finally {
            Folders.deleteTree(unfinished);
        }
    }

    private static void copy(Source source, FilePath file, Path target) throws IOException {
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream in = source.open(file)) {
            Files.copy(in, target);
        }
        if (PROGRAMS.contains(file.names().get(0)) && !target.toFile().setExecutable(true)) {
            throw new IOException(target + " can't be made executable");
        }
    }
}
