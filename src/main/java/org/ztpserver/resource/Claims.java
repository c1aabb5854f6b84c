package org.ztpserver.resource;

import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.pool.Claim;

/** Reads claims from the calls of definitions. */
public final class Claims {

    private Claims() {}

    /** @throws ProvisioningException (NO_VALUE) if the argument is not a valid claim */
    public static Claim of(ResourceCall call) {
        try {
            return Claim.parse(call.argument());
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(FaultKind.NO_VALUE, call + ": " + e.getMessage());
        }
    }
}
