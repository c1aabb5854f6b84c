package org.ztpserver.provisioning;

/** What the client sent can't be understood: not JSON, a wrong type, no identifier. */
public final class InvalidRequestException extends ProvisioningException {

    private static final long serialVersionUID = 1L;

    public InvalidRequestException(String message) {
        super(message);
    }
}
