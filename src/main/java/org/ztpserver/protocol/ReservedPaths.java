package org.ztpserver.protocol;

import java.util.Set;

/**
 * What stands first in the paths of the server, below the context path: a switch whose serial number is in the same place
 * can't be called so.
 */
public record ReservedPaths(Set<String> firstSegments) {

    public ReservedPaths {
        firstSegments = Set.copyOf(firstSegments);
    }

    public boolean contains(String segment) {
        return firstSegments.contains(segment);
    }
}
