package org.ztpserver.core.topology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.Adjacency;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.topology.regex.PythonRegex;

/**
 * What a pattern requires of a node, apart from its identifier: a model and neighbors (section A6 of the contract).
 *
 * <p>A node matches the interface patterns if no negative pattern describes any of its adjacencies, and every positive
 * pattern can have an adjacency of its own. The order of patterns and adjacencies does not matter.
 */
public final class Requirements {

    private final @Nullable PythonRegex model;
    private final List<InterfaceEntry> interfaces;
    private final Map<String, String> variables;
    private final List<InterfacePattern> positive = new ArrayList<>();
    private final List<InterfacePattern> negative = new ArrayList<>();

    /**
     * Compiles the interface entries.
     *
     * @param variables all variables that the entries use, so that these requirements can be written to a file of their
     *     own
     * @throws IllegalArgumentException if an entry is invalid, with the reason
     */
    public Requirements(@Nullable PythonRegex model, List<InterfaceEntry> interfaces, Map<String, String> variables) {
        this.model = model;
        this.interfaces = List.copyOf(interfaces);
        this.variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        for (InterfaceEntry entry : interfaces) {
            for (InterfacePattern pattern : entry.patterns(Variables.NONE.with(variables))) {
                (pattern.isPositive() ? positive : negative).add(pattern);
            }
        }
    }

    /** Null if any model matches, even none. */
    public @Nullable PythonRegex model() {
        return model;
    }

    /** As written, in the order of the file. */
    public List<InterfaceEntry> interfaces() {
        return interfaces;
    }

    /** The pattern's own variables, and those of the whole neighbordb that it uses. */
    public Map<String, String> variables() {
        return variables;
    }

    /**
     * Why a node does not match: a sentence for a person, in which text from the node is escaped. Empty if it matches.
     *
     * @throws org.ztpserver.core.topology.regex.RunawayRegexException if an expression can't be answered in time
     */
    public Optional<String> mismatch(Node node) {
        return mismatch(node, new Neighborhood(node));
    }

    Optional<String> mismatch(Node node, Neighborhood neighborhood) {
        return modelMismatch(node.model()).or(() -> forbidden(neighborhood)).or(() -> missing(neighborhood));
    }

    private Optional<String> modelMismatch(@Nullable String reported) {
        if (model == null) {
            return Optional.empty();
        }
        if (reported == null) {
            return Optional.of(
                    "the node reports no model, but the pattern requires " + Printable.quote(model.source()));
        }
        return model.matchesStartOf(reported)
                ? Optional.empty()
                : Optional.of(
                        "model " + Printable.quote(reported) + " does not match " + Printable.quote(model.source()));
    }

    private Optional<String> forbidden(Neighborhood neighborhood) {
        for (InterfacePattern pattern : negative) {
            int[] forbidden = neighborhood.spokenOf(pattern, 1);
            if (forbidden.length > 0) {
                Adjacency seen = neighborhood.get(forbidden[0]);
                return Optional.of(quote(pattern) + " rules out neighbor "
                        + Printable.quote(seen.neighbor().device()) + " port "
                        + Printable.quote(seen.neighbor().port()) + " on "
                        + Printable.quote(seen.localInterface()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> missing(Neighborhood neighborhood) {
        int[][] candidates = new int[positive.size()][];
        Map<PeerMatcher, int[]> anywhere = new HashMap<>();
        for (int i = 0; i < candidates.length; i++) {
            InterfacePattern pattern = positive.get(i);
            candidates[i] = pattern.isAboutOneInterface()
                    ? neighborhood.spokenOf(pattern, candidates.length)
                    : anywhere.computeIfAbsent(
                            pattern.peer(), peer -> neighborhood.spokenOf(pattern, candidates.length));
            if (candidates[i].length == 0) {
                return Optional.of(quote(pattern) + " has no neighbor");
            }
        }
        int without = Assignment.firstWithout(candidates, neighborhood.size());
        return without < 0
                ? Optional.empty()
                : Optional.of(quote(positive.get(without)) + " has no neighbor of its own");
    }

    private static String quote(InterfacePattern pattern) {
        return Printable.quote(pattern.toString());
    }
}
