package org.ztpserver.poap;

import org.ztpserver.core.fault.ProvisioningException;

/** Where {@link PodVars} come from. */
public interface PodVarsSource {

    /**
     * podvars.yml as it is now; without entries when there is no such file.
     *
     * @throws ProvisioningException (INVALID_FILE) when it is not YAML
     */
    PodVars read();
}
