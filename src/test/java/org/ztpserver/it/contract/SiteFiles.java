package org.ztpserver.it.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A data root as an operator works on it: files are written in place, without any ceremony. */
public final class SiteFiles {

    private final Path root;

    public SiteFiles(Path root) {
        this.root = root;
    }

    public Path path(String name) {
        return root.resolve(name);
    }

    public Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public Path write(String name, byte[] bytes) {
        try {
            Path path = path(name);
            Files.createDirectories(path.getParent());
            return Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void folder(String name) {
        try {
            Files.createDirectories(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param target as the link says it */
    public void link(String name, Path target) {
        try {
            Files.createDirectories(path(name).getParent());
            Files.createSymbolicLink(path(name), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    public boolean exists(String name) {
        return Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** The names in a folder, sorted; none when it is not there. */
    public List<String> list(String folder) {
        if (!Files.isDirectory(path(folder))) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path(folder))) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file, or a folder with all that is in it; links are not followed. */
    public void remove(String name) {
        if (!exists(name)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(path(name))) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
