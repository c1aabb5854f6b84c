package org.ztpserver.poap;

import java.util.Optional;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.SerialNumber;

/** Which MAC address came with which serial number; it outlives the server. */
public interface CollectedSwitches {

    /**
     * The MAC address as the switch wrote it.
     *
     * @throws ProvisioningException (INVALID_FILE) when what is kept is none
     */
    Optional<String> mac(SerialNumber serial);

    void store(SerialNumber serial, String mac);
}
