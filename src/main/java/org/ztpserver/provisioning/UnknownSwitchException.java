package org.ztpserver.provisioning;

/** No entry of podvars.yml is for this switch, or nothing is known of it yet. */
public final class UnknownSwitchException extends ProvisioningException {

    private static final long serialVersionUID = 1L;

    public UnknownSwitchException(String message) {
        super(message);
    }
}
