package org.ztpserver.eos;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.ProvisioningException;

/** The files of {@code bootstrap/} in the data root. */
public interface BootstrapFiles {

    /** The script's path below the data root, for messages. */
    String scriptPath();

    /** The current script; empty if it is missing. */
    Optional<ScriptTemplate> script();

    /**
     * The values of {@code bootstrap.conf}; empty if the file is missing or empty.
     *
     * @throws ProvisioningException (INVALID_FILE) if it is not a YAML map
     */
    Map<String, @Nullable Object> settings();
}
