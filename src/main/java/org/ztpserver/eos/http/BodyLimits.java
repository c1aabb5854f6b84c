package org.ztpserver.eos.http;

import org.ztpserver.progress.ProgressReportJson;

/**
 * The largest request bodies of EOS.
 *
 * @param node of {@code POST /nodes}, in bytes
 * @param startupConfig of {@code PUT /nodes/<id>/startup-config}, in bytes
 */
public record BodyLimits(int node, int startupConfig) {

    /** The largest body that this decoded path accepts; 0 if it is none of EOS. A slash at the end changes nothing. */
    public int of(String path) {
        String name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (!name.equals("/nodes") && !name.startsWith("/nodes/")) {
            return 0;
        }
        return switch (name.substring(name.lastIndexOf('/') + 1)) {
            case "startup-config" -> startupConfig;
            case "progress" -> ProgressReportJson.MAX_BYTES;
            default -> node;
        };
    }
}
