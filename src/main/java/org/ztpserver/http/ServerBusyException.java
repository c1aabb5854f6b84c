package org.ztpserver.http;

/**
 * Other requests have what this one needs. The client is told to come back (503); it is no fault of anybody, and no
 * event. The message is a sentence for the client.
 */
public final class ServerBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int retryAfter;

    /** @param retryAfter in seconds */
    public ServerBusyException(String message, int retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** The seconds for {@code Retry-After}. */
    public int retryAfter() {
        return retryAfter;
    }
}
