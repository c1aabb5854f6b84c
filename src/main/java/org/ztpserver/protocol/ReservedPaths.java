package org.ztpserver.protocol;

import java.util.Set;

/**
 * The first segments of the server's paths below the context path. A switch whose serial number has the same position
 * in a path can't have one of these names.
 */
public record ReservedPaths(Set<String> firstSegments) {

    public ReservedPaths {
        firstSegments = Set.copyOf(firstSegments);
    }

    public boolean contains(String segment) {
        return firstSegments.contains(segment);
    }
}
