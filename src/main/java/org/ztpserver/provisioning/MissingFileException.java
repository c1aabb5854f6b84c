package org.ztpserver.provisioning;

/** A file that was asked for by its path is not there, or its path is not one that is served. */
public final class MissingFileException extends ProvisioningException {

    private static final long serialVersionUID = 1L;

    public MissingFileException(String message) {
        super(message);
    }
}
