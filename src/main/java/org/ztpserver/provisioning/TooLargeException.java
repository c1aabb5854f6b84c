package org.ztpserver.provisioning;

/** The body of a request is larger than the server takes. */
public final class TooLargeException extends ProvisioningException {

    private static final long serialVersionUID = 1L;

    public TooLargeException(String message) {
        super(message);
    }
}
