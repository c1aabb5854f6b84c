package org.ztpserver.provisioning;

import java.util.Optional;
import org.ztpserver.core.node.SerialNumber;

/** Which MAC address came with which serial number; it outlives the server. */
public interface CollectedSwitches {

    /**
     * The MAC address as the switch wrote it.
     *
     * @throws InvalidFileException when what is kept is none
     */
    Optional<String> mac(SerialNumber serial);

    void store(SerialNumber serial, String mac);
}
