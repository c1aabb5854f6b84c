package org.ztpserver.core.topology;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ztpserver.core.node.Node;

/** The outcome of matching a node against neighbordb. */
public final class MatchResult {

    private final Optional<NodePattern> pattern;
    private final List<NodePattern> unsuitable;
    private final Node node;
    private final Neighborhood neighborhood;

    MatchResult(Optional<NodePattern> pattern, List<NodePattern> unsuitable, Node node, Neighborhood neighborhood) {
        this.pattern = pattern;
        this.unsuitable = unsuitable;
        this.node = node;
        this.neighborhood = neighborhood;
    }

    /** The pattern that matches. */
    public Optional<NodePattern> pattern() {
        return pattern;
    }

    /** The number of patterns that don't match: all before the one that does. */
    public int mismatchCount() {
        return unsuitable.size();
    }

    /** Why these do not match, in the order of the file. Each reason is found when it is asked for. */
    public Stream<Mismatch> mismatches() {
        return unsuitable.stream()
                .flatMap(tried -> tried.requirements().mismatch(node, neighborhood).stream()
                        .map(reason -> new Mismatch(tried.name(), reason)));
    }
}
