package org.ztpserver.core.topology;

import java.util.List;
import java.util.Optional;

/**
 * What neighbordb has for a node.
 *
 * @param pattern the one that matches
 * @param mismatches the patterns that were tried before it, or all when none matches, in the order in which they were
 */
public record MatchResult(Optional<NodePattern> pattern, List<Mismatch> mismatches) {

    public MatchResult {
        mismatches = List.copyOf(mismatches);
    }
}
