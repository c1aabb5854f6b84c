package org.ztpserver.resource;

import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.pool.Claim;

/** What calls of definitions ask of pools. */
public final class Claims {

    private Claims() {}

    /** @throws ProvisioningException (NO_VALUE) when the call's argument names no pool */
    public static Claim of(ResourceCall call) {
        try {
            return Claim.parse(call.argument());
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(FaultKind.NO_VALUE, call + ": " + e.getMessage());
        }
    }
}
