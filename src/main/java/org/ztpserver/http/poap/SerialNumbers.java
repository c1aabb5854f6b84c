package org.ztpserver.http.poap;

import java.util.Set;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.provisioning.InvalidRequestException;

/** Serial numbers in URLs. */
final class SerialNumbers {

    /** What stands directly below the context path, or did in the servers before: no switch is called so. */
    private static final Set<String> PATHS = Set.of(
            "META-INF",
            "WEB-INF",
            "actions",
            "api",
            "bootstrap",
            "conf",
            "error",
            "favicon.ico",
            "files",
            "health",
            "index.html",
            "meta",
            "metrics",
            "nodes",
            "org",
            "poap",
            "poap_script.py",
            "progress",
            "robots.txt",
            "ui");

    private SerialNumbers() {}

    /** @throws InvalidRequestException when it can't be one, or is a path of the server */
    static SerialNumber parse(String text) {
        if (PATHS.contains(text)) {
            throw new InvalidRequestException(
                    Printable.quote(text) + " is a path of this server, and no serial number of a switch");
        }
        try {
            return SerialNumber.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()));
        }
    }
}
