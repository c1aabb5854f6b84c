package org.ztpserver.eos.http;

/**
 * The largest request bodies that the server accepts.
 *
 * @param node of {@code POST /nodes}, in bytes
 * @param startupConfig of {@code PUT /nodes/<id>/startup-config}, in bytes
 */
public record BodyLimits(int node, int startupConfig) {

    /** Reports and forms have limits of their own, which are not settings. */
    private static final int OTHERS = 64 << 10;

    /** The largest body that this path accepts, or more. */
    public int of(String path) {
        return path.endsWith("/startup-config") ? startupConfig : Math.max(node, OTHERS);
    }
}
