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
     * @throws ProvisioningException (MISSING_FILE) if the file is missing, is not a regular file, or leads out of the
     *     data root through links
     */
    ServedFile find(Area area, FilePath path);

    /**
     * Size and digests of the current file.
     *
     * @throws ProvisioningException (MISSING_FILE) like {@link #find}
     */
    FileDigests digests(Area area, FilePath path);
}
