package org.ztpserver.core.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;

/** The patterns of a site, and how one is chosen (section A6 of the contract). Immutable. */
public final class Neighbordb {

    private final List<NodePattern> patterns;
    private final IdentifierScheme scheme;
    private final Map<String, NodePattern> byNode = new HashMap<>();
    private final List<NodePattern> forAnyNode = new ArrayList<>();

    /**
     * Sorts the patterns.
     *
     * @param patterns in the order of the file
     * @param scheme how to compare the identifiers in them
     */
    public Neighbordb(List<NodePattern> patterns, IdentifierScheme scheme) {
        this.patterns = List.copyOf(patterns);
        this.scheme = scheme;
        for (NodePattern pattern : patterns) {
            String node = pattern.node();
            if (node == null) {
                forAnyNode.add(pattern);
            } else {
                byNode.putIfAbsent(scheme.normalize(node), pattern);
            }
        }
    }

    /** All patterns in the order of the file. */
    public List<NodePattern> patterns() {
        return patterns;
    }

    /**
     * Finds the pattern for a node. If patterns name the node, only the first of them is tried. Otherwise the first
     * pattern without {@code node} that matches is chosen.
     *
     * @throws org.ztpserver.core.topology.regex.RunawayRegexException if an expression can't be answered in time
     */
    public MatchResult match(Node node, NodeId id) {
        NodePattern named = byNode.get(scheme.normalize(id.value()));
        Neighborhood neighborhood = new Neighborhood(node);
        List<Mismatch> mismatches = new ArrayList<>();
        for (NodePattern pattern : named == null ? forAnyNode : List.of(named)) {
            Optional<String> reason = pattern.requirements().mismatch(node, neighborhood);
            if (reason.isEmpty()) {
                return new MatchResult(Optional.of(pattern), mismatches);
            }
            mismatches.add(new Mismatch(pattern.name(), reason.get()));
        }
        return new MatchResult(Optional.empty(), mismatches);
    }
}
