package org.ztpserver.provisioning;

/** A value that a definition asks of a pool or a plugin could not be had. */
public final class ResourceException extends ProvisioningException {

    private static final long serialVersionUID = 1L;

    public ResourceException(String message) {
        super(message);
    }
}
