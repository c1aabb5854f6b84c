package org.ztpserver.poap.http;

import jakarta.ws.rs.NotFoundException;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.protocol.ReservedPaths;

/** Serial numbers in URLs. */
public final class SerialNumbers {

    private final ReservedPaths paths;

    public SerialNumbers(ReservedPaths paths) {
        this.paths = paths;
    }

    /**
     * As {@link #parse}, for requests that may come from others than switches: a text that can't be a serial number is an
     * unknown path.
     *
     * @throws NotFoundException if it can't be one, or is a path of the server
     */
    SerialNumber find(String text) {
        try {
            return parse(text);
        } catch (ProvisioningException e) {
            throw new NotFoundException(e);
        }
    }

    /** @throws ProvisioningException (INVALID_REQUEST) if it can't be one, or is a path of the server */
    SerialNumber parse(String text) {
        if (paths.contains(text)) {
            throw new ProvisioningException(
                    FaultKind.INVALID_REQUEST,
                    Printable.quote(text) + " is a path of this server, not a serial number");
        }
        try {
            return SerialNumber.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(FaultKind.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}
