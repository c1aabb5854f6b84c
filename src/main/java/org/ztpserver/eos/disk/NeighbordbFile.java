package org.ztpserver.eos.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.site.Finding;

/** Checks one neighbordb file, anywhere on disk, for {@code --validate FILE}. */
public final class NeighbordbFile {

    private NeighbordbFile() {}

    /** All findings; a file that can't be read is a finding, too. */
    public static List<Finding> validate(Path path, IdentifierScheme scheme) {
        try {
            return new NeighbordbReader(scheme).findings(path.toString(), Files.readAllBytes(path));
        } catch (IOException e) {
            return List.of(new Finding(
                    path.toString(), 0, "can't be read (" + e.getClass().getSimpleName() + ")"));
        }
    }
}
