package org.ztpserver.eos;

import java.util.Optional;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.core.topology.Neighbordb;

/** The operator's files for new nodes: neighbordb, definitions and config-handlers. */
public interface Site {

    /** The site as it is now, of which all files are of one release even if the data root is switched to another. */
    Site now();

    /**
     * The current neighbordb.
     *
     * @throws ProvisioningException (NOT_PROVISIONED) if the file is missing
     * @throws ProvisioningException (INVALID_FILE) if any part of it is wrong
     */
    Neighbordb neighbordb();

    /**
     * The bytes of {@code definitions/<path>}; empty if the file is missing.
     *
     * @throws ProvisioningException (INVALID_FILE) if it is not YAML
     */
    Optional<byte[]> definition(FilePath path);

    /** The bytes of {@code config-handlers/<path>}; empty if the file is missing. */
    Optional<byte[]> configHandler(FilePath path);
}
