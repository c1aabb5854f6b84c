package org.ztpserver.core.topology;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of matching a node against neighbordb.
 *
 * @param pattern the pattern that matches
 * @param mismatches the patterns that were tried without success, in this order
 */
public record MatchResult(Optional<NodePattern> pattern, List<Mismatch> mismatches) {

    public MatchResult {
        mismatches = List.copyOf(mismatches);
    }
}
