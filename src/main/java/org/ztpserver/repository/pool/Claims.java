package org.ztpserver.repository.pool;

import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.pool.Claim;
import org.ztpserver.provisioning.ResourceException;

/** What calls of definitions ask of pools. */
final class Claims {

    private Claims() {}

    /** @throws ResourceException when the call's argument names no pool */
    static Claim of(ResourceCall call) {
        try {
            return Claim.parse(call.argument());
        } catch (IllegalArgumentException e) {
            throw new ResourceException(call + ": " + e.getMessage());
        }
    }
}
