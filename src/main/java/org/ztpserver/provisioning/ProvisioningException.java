package org.ztpserver.provisioning;

/**
 * A request could not be served for a reason that somebody can mend: whoever runs the site, or the switch itself.
 *
 * <p>The message is one sentence for a person: it names the thing, the place and the way out, and holds no control
 * characters. It goes to the switch and to the log. Faults of the server itself (a broken disk, a bug) are never of this
 * type.
 */
public abstract sealed class ProvisioningException extends RuntimeException
        permits InvalidFileException,
                InvalidRequestException,
                MissingFileException,
                NotProvisionedException,
                ResourceException,
                TooLargeException,
                UnknownSwitchException {

    private static final long serialVersionUID = 1L;

    ProvisioningException(String message) {
        super(message);
    }
}
