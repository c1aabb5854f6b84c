package org.ztpserver.files;

import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;

/** The files that a switch downloads: three folders of the data root (contract A1). */
public interface ServedFiles {

    /** A folder of the data root whose files are served. */
    enum Area {
        ACTIONS,
        FILES,
        NODES;

        /** The folder's name, which is also its name in URLs. */
        public String folder() {
            return switch (this) {
                case ACTIONS -> "actions";
                case FILES -> "files";
                case NODES -> "nodes";
            };
        }
    }

    /**
     * @throws ProvisioningException (MISSING_FILE) when there is no such regular file, or its links lead out of the data root
     */
    ServedFile find(Area area, FilePath path);

    /**
     * Size and digests of a file as it is now.
     *
     * @throws ProvisioningException (MISSING_FILE) as {@link #find}
     */
    FileDigests digests(Area area, FilePath path);
}
