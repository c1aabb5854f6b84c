package org.ztpserver.eos;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.ProvisioningException;

/** What a new switch starts with: {@code bootstrap/} of the data root. */
public interface BootstrapFiles {

    /** The script's path below the data root, for messages. */
    String scriptPath();

    /** The script as it is on disk. */
    Optional<byte[]> script();

    /**
     * {@code bootstrap.conf}; empty when there is no such file or nothing in it.
     *
     * @throws ProvisioningException (INVALID_FILE) when it is not a YAML map
     */
    Map<String, @Nullable Object> settings();
}
