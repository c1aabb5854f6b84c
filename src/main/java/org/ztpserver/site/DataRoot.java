package org.ztpserver.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;

/**
 * The folder that contains a site. The server reads and writes nothing outside it: symbolic links are resolved first,
 * and the result must be below the root.
 *
 * <p>The root itself may be a link that is switched to another release. Each method looks where it leads. Whoever needs
 * several files for one answer takes {@link #now}, so that they are of one release.
 */
public final class DataRoot {

    /**
     * What an operator puts into a site. Other folders may be there without a site, because servers made them below a
     * mount point where nothing was mounted.
     */
    private static final List<String> SITE = List.of(
            "neighbordb",
            "bootstrap",
            "definitions",
            "actions",
            "files",
            "plugins",
            "config-handlers",
            // not the folder, which the server makes when it collects a configuration
            "poap/podvars.yml",
            "poap/poap_script.py");

    private static final List<String> STATE = List.of("nodes", "resources", "poap", "db");

    private final RootFolder folder;

    /** @throws UncheckedIOException if the folder is missing */
    public DataRoot(Path root) {
        this(new RootFolder.Followed(root.toAbsolutePath(), SITE));
    }

    /** A folder that contains what the server writes, and nothing of the operator's. */
    public static DataRoot ofState(Path root) {
        return new DataRoot(new RootFolder.Followed(root.toAbsolutePath(), STATE));
    }

    private DataRoot(RootFolder folder) {
        this.folder = folder;
    }

    /**
     * The folder to which the root leads now, whatever becomes of the link.
     *
     * @throws ProvisioningException (UNAVAILABLE) if it is gone
     */
    public DataRoot now() {
        return new DataRoot(new RootFolder.Fixed(path()));
    }

    /**
     * How often the root was found to lead elsewhere. Work that took the same number before and after it has read files
     * of one release only.
     *
     * @throws ProvisioningException (UNAVAILABLE) if it is gone
     */
    public long switches() {
        return folder.changes();
    }

    /** The path of the root as it was given, through which a later release is found, too. */
    public Path configured() {
        return folder.given();
    }

    /**
     * The real path of the root now.
     *
     * @throws ProvisioningException (UNAVAILABLE) if it is gone
     */
    public Path path() {
        return folder.real();
    }

    /** A folder of the root that the server writes to. Creates it if it is missing. */
    public Path writableFolder(String name) {
        Path root = path();
        Path folder = root.resolve(name);
        try {
            Optional<Located> found = Located.find(root, root, folder);
            if (found.isPresent() && found.get().kind().isDirectory()) {
                return found.get().path();
            }
            if (!Files.isDirectory(folder)) {
                create(root, folder);
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

    /** Never makes the root itself, which may have been unmounted a moment ago. */
    private static void create(Path root, Path folder) throws IOException {
        if (!Files.isDirectory(root)) {
            throw RootFolder.gone(root, "it is not there any more");
        }
        Files.createDirectories(folder);
    }

    /**
     * Those of the given folders that the server can't write to. A missing folder counts as the root, in which it would
     * be created.
     *
     * @param names the folders below the root
     */
    public List<Path> unwritable(List<String> names) {
        Path root = path();
        return names.stream()
                .map(root::resolve)
                .map(folder -> Files.isDirectory(folder) ? folder : root)
                .distinct()
                .filter(folder -> !Files.isWritable(folder))
                .toList();
    }

    /** Whether a folder of the root contains a file, at any depth. */
    public boolean hasFilesIn(String folder) {
        return !Folders.filesBelow(path().resolve(folder)).isEmpty();
    }

    /** The real path of a regular file in a folder of the root; empty if it is missing or leads out of the root. */
    public Optional<Path> file(String folder, FilePath path) {
        return file(folder + "/" + path);
    }

    /** The real path of a regular file anywhere in the root; empty as above. */
    public Optional<Path> file(FilePath path) {
        return file(path.toString());
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

    private Optional<Path> file(String name) {
        Path root = path();
        return file(root, root, name);
    }

    /**
     * The real path of a regular file in a folder; empty if it is missing or leads out of the root.
     *
     * @param folder a real path in the root
     */
    public Optional<Path> fileIn(Path folder, String name) {
        return file(path(), folder, name);
    }

    /** The real path of a file or folder; empty if it is missing or leads out of the root. */
    public Optional<Path> real(Path path) {
        Path root = path();
        return Located.find(root, root, path).map(Located::path);
    }

    private static Optional<Path> file(Path root, Path base, String name) {
        return Located.find(root, base, base.resolve(name))
                .filter(found -> found.kind().isRegularFile())
                .map(Located::path);
    }

    /** The name of a file of the root in messages: its path below the root. */
    public String name(Path path) {
        Path root = folder.last();
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }
}
