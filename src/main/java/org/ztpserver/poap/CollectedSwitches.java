package org.ztpserver.poap;

import java.util.Optional;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.SerialNumber;

/** The MAC address that each switch registered with. The pairs survive a restart of the server. */
public interface CollectedSwitches {

    /**
     * The MAC address, as the switch wrote it; empty if the switch has not registered.
     *
     * @throws ProvisioningException (INVALID_FILE) if the stored text is not a MAC address
     */
    Optional<String> mac(SerialNumber serial);

    void store(SerialNumber serial, String mac);
}
