package org.ztpserver.poap.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.poap.PoapScript;
import org.ztpserver.poap.PoapScriptFiles;
import org.ztpserver.site.AtomicFiles;
import org.ztpserver.site.DataRoot;

/** {@code poap/poap_script.py}, its copy in {@code poap/templates/}, and copies elsewhere. */
public final class PoapScriptOnDisk implements PoapScriptFiles {

    /** The name of the script, and of its copy in the TFTP root. */
    public static final String NAME = "poap_script.py";

    private static final FilePath SOURCE = FilePath.parse(PoapRecords.FOLDER + "/" + NAME);

    private final DataRoot root;
    private final DataRoot state;

    /** @param state where the copy goes */
    public PoapScriptOnDisk(DataRoot root, DataRoot state) {
        this.root = root;
        this.state = state;
    }

    @Override
    public String sourcePath() {
        return SOURCE.toString();
    }

    @Override
    public Optional<byte[]> source() {
        return root.read(SOURCE);
    }

    @Override
    public void publish(byte[] script) {
        try {
            AtomicFiles.replace(state.writableFolder(PoapTemplates.FOLDER).resolve(NAME), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stamps a script anywhere on disk. It follows a link, and the file keeps its permissions.
     *
     * @return whether the file has changed
     * @throws ProvisioningException (INVALID_FILE) if it is not a POAP script
     * @throws IOException if it can't be read or written
     */
    public static boolean stamp(Path file) throws IOException {
        Path real = file.toRealPath();
        return AtomicFiles.replace(real, PoapScript.stamped(file.toString(), Files.readAllBytes(real)));
    }
}
