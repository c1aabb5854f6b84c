package org.ztpserver.core.topology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;

/** The patterns of a site, and how one is chosen (section A6 of the contract). Immutable. */
public final class Neighbordb {

    private static final int NONE = -1;

    private final List<NodePattern> patterns;
    private final IdentifierScheme scheme;
    private final Map<String, NodePattern> byNode = new HashMap<>();
    private final List<NodePattern> forAnyNode;
    private final ClueIndex clues;

    /**
     * Sorts the patterns.
     *
     * @param patterns in the order of the file
     * @param scheme how to compare the identifiers in them
     */
    public Neighbordb(List<NodePattern> patterns, IdentifierScheme scheme) {
        this.patterns = List.copyOf(patterns);
        this.scheme = scheme;
        List<NodePattern> anyNode = new ArrayList<>();
        for (NodePattern pattern : patterns) {
            String node = pattern.node();
            if (node == null) {
                anyNode.add(pattern);
            } else {
                byNode.putIfAbsent(scheme.normalize(node), pattern);
            }
        }
        this.forAnyNode = List.copyOf(anyNode);
        this.clues =
                new ClueIndex(forAnyNode.stream().map(NodePattern::requirements).toList());
    }

    /** All patterns in the order of the file. */
    public List<NodePattern> patterns() {
        return patterns;
    }

    /**
     * Finds the pattern for a node. If patterns name the node, only the first of them is tried. Otherwise the first
     * pattern without {@code node} that matches is chosen.
     *
     * <p>Only patterns that the node has a clue of are tried. The others can't match, so the choice is the same as if all
     * were tried in the order of the file. An expression without an answer ends the search only in a pattern that could
     * match: {@link Requirements#mismatch} says no in spite of such an expression if a plain text rules out the node.
     * So it does not matter either in which patterns such an expression is never tried.
     *
     * @throws org.ztpserver.core.topology.regex.RunawayRegexException if an expression can't be answered in time, and a
     *     pattern before the first that matches depends on it
     */
    public MatchResult match(Node node, NodeId id) {
        NodePattern named = byNode.get(scheme.normalize(id.value()));
        Neighborhood neighborhood = new Neighborhood(node);
        List<NodePattern> tried = named == null ? forAnyNode : List.of(named);
        int number = named == null
                ? firstOf(clues.candidates(node, neighborhood), node, neighborhood)
                : named.requirements().matches(node, neighborhood) ? 0 : NONE;
        return number == NONE
                ? new MatchResult(Optional.empty(), tried, node, neighborhood)
                : new MatchResult(Optional.of(tried.get(number)), tried.subList(0, number), node, neighborhood);
    }

    private int firstOf(BitSet candidates, Node node, Neighborhood neighborhood) {
        return candidates.stream()
                .filter(number -> forAnyNode.get(number).requirements().matches(node, neighborhood))
                .findFirst()
                .orElse(NONE);
    }
}
