package org.ztpserver.poap;

import org.ztpserver.core.fault.ProvisioningException;

/** Reads {@link PodVars}. */
public interface PodVarsSource {

    /**
     * The current podvars.yml; it has no entries if the file is missing.
     *
     * @throws ProvisioningException (INVALID_FILE) if it is not YAML
     */
    PodVars read();

    /** How often the site was switched to another release, which can be at any time. */
    long switches();
}
