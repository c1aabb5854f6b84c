package org.ztpserver.eos;

import java.util.Optional;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.core.topology.Neighbordb;

/** What an operator wrote for the nodes that are still to come: neighbordb, definitions and config-handlers. */
public interface Site {

    /**
     * neighbordb as it is now; without patterns when there is no such file.
     *
     * @throws ProvisioningException (INVALID_FILE) when any part of it is wrong
     */
    Neighbordb neighbordb();

    /**
     * The bytes of {@code definitions/<path>}; empty when it is not there.
     *
     * @throws ProvisioningException (INVALID_FILE) when it is not YAML
     */
    Optional<byte[]> definition(FilePath path);

    /** The bytes of {@code config-handlers/<path>}; empty when it is not there. */
    Optional<byte[]> configHandler(FilePath path);
}
