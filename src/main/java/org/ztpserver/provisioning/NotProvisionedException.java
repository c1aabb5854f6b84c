package org.ztpserver.provisioning;

/** The server has nothing for this node: it is unknown, matches no pattern, fails its own, or lacks a definition. */
public final class NotProvisionedException extends ProvisioningException {

    private static final long serialVersionUID = 1L;

    public NotProvisionedException(String message) {
        super(message);
    }
}
