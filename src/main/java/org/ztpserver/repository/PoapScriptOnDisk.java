package org.ztpserver.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ztpserver.provisioning.FilePath;
import org.ztpserver.provisioning.InvalidFileException;
import org.ztpserver.provisioning.PoapScript;
import org.ztpserver.provisioning.PoapScriptFiles;

/** {@code poap/poap_script.py}, its copy in {@code poap/templates/}, and copies elsewhere. */
public final class PoapScriptOnDisk implements PoapScriptFiles {

    private static final FilePath SOURCE = FilePath.parse("poap/poap_script.py");

    private final DataRoot root;

    public PoapScriptOnDisk(DataRoot root) {
        this.root = root;
    }

    @Override
    public String sourcePath() {
        return SOURCE.toString();
    }

    @Override
    public Optional<byte[]> source() {
        Optional<Path> path = root.file(SOURCE);
        try {
            return path.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(path.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void publish(byte[] script) {
        try {
            AtomicFiles.replace(root.writableFolder("poap/templates").resolve("poap_script.py"), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes line 2 of a script right, wherever it lies. A link is followed, and the file keeps its permissions.
     *
     * @return whether the file has changed
     * @throws InvalidFileException when it is no script
     * @throws IOException when it can't be read or written
     */
    public static boolean stamp(Path file) throws IOException {
        Path real = file.toRealPath();
        return AtomicFiles.replace(real, PoapScript.stamped(file.toString(), Files.readAllBytes(real)));
    }
}
