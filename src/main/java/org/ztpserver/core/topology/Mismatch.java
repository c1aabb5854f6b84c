package org.ztpserver.core.topology;

import org.ztpserver.core.node.Printable;

/**
 * Why a pattern did not match a node.
 *
 * @param pattern the pattern's name
 * @param reason safe to show
 */
public record Mismatch(String pattern, String reason) {

    @Override
    public String toString() {
        return "pattern " + Printable.quote(pattern) + ": " + reason;
    }
}
