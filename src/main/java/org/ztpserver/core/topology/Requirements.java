package org.ztpserver.core.topology;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.Adjacency;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.topology.regex.PythonRegex;
import org.ztpserver.core.topology.regex.RunawayRegexException;

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
    private final List<InterfacePattern> positive;
    private final List<InterfacePattern> negative;

    /**
     * Compiles the interface entries.
     *
     * @param variables all variables that the entries use, so that these requirements can be written to a file of their
     *     own
     * @throws IllegalArgumentException if an entry is invalid, with the reason
     */
    public Requirements(@Nullable PythonRegex model, List<InterfaceEntry> interfaces, Map<String, String> variables) {
        this(model, interfaces, compiled(interfaces, Variables.NONE.with(variables)), variables);
    }

    /**
     * The same, of entries that are compiled already.
     *
     * @param patterns the patterns of all interface entries, in their order
     */
    public Requirements(
            @Nullable PythonRegex model,
            List<InterfaceEntry> interfaces,
            List<InterfacePattern> patterns,
            Map<String, String> variables) {
        this.model = model;
        this.interfaces = List.copyOf(interfaces);
        this.variables = variables.size() > 1
                ? Collections.unmodifiableMap(new LinkedHashMap<>(variables))
                : Map.copyOf(variables);
        this.positive = patterns.stream().filter(InterfacePattern::isPositive).toList();
        this.negative =
                patterns.stream().filter(pattern -> !pattern.isPositive()).toList();
    }

    private static List<InterfacePattern> compiled(List<InterfaceEntry> interfaces, Variables variables) {
        return interfaces.stream()
                .flatMap(entry -> entry.patterns(variables).stream())
                .toList();
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

    /** What every node that matches has. */
    Stream<Clue> clues() {
        return Stream.concat(
                Stream.ofNullable(model).map(Clue::of), positive.stream().map(Clue::of));
    }

    /**
     * Why a node does not match: a sentence for a person, in which text from the node is escaped. Empty if it matches.
     *
     * @throws RunawayRegexException if an expression can't be answered in time, and the answer depends on it: no other
     *     line rules the node out by a plain text
     */
    public Optional<String> mismatch(Node node) {
        return mismatch(node, new Neighborhood(node));
    }

    Optional<String> mismatch(Node node, Neighborhood neighborhood) {
        return Optional.ofNullable(reason(node, neighborhood)).map(Supplier::get);
    }

    /** Like {@link #mismatch}, but makes no sentence. */
    boolean matches(Node node, Neighborhood neighborhood) {
        return reason(node, neighborhood) == null;
    }

    /** Null if the node matches. */
    private @Nullable Supplier<String> reason(Node node, Neighborhood neighborhood) {
        try {
            Supplier<String> reason = modelMismatch(node.model());
            if (reason == null) {
                reason = forbidden(neighborhood);
            }
            return reason == null ? missing(neighborhood) : reason;
        } catch (RunawayRegexException e) {
            return positive.stream()
                    .filter(pattern -> !neighborhood.hasClue(pattern))
                    .findFirst()
                    .<Supplier<String>>map(pattern -> () -> quote(pattern) + " has no neighbor")
                    .orElseThrow(() -> e);
        }
    }

    private @Nullable Supplier<String> modelMismatch(@Nullable String reported) {
        if (model == null) {
            return null;
        }
        if (reported == null) {
            return () -> "the node reports no model, but the pattern requires " + Printable.quote(model.source());
        }
        return model.matchesStartOf(reported)
                ? null
                : () -> "model " + Printable.quote(reported) + " does not match " + Printable.quote(model.source());
    }

    private @Nullable Supplier<String> forbidden(Neighborhood neighborhood) {
        for (InterfacePattern pattern : negative) {
            int[] forbidden = neighborhood.spokenOf(pattern, 1);
            if (forbidden.length > 0) {
                Adjacency seen = neighborhood.get(forbidden[0]);
                return () -> quote(pattern) + " rules out neighbor "
                        + Printable.quote(seen.neighbor().device()) + " port "
                        + Printable.quote(seen.neighbor().port()) + " on "
                        + Printable.quote(seen.localInterface());
            }
        }
        return null;
    }

    private @Nullable Supplier<String> missing(Neighborhood neighborhood) {
        int[][] candidates = new int[positive.size()][];
        Map<PeerMatcher, int[]> anywhere = new HashMap<>();
        for (int i = 0; i < candidates.length; i++) {
            InterfacePattern pattern = positive.get(i);
            candidates[i] = pattern.isAboutOneInterface()
                    ? neighborhood.spokenOf(pattern, candidates.length)
                    : anywhere.computeIfAbsent(
                            pattern.peer(), peer -> neighborhood.spokenOf(pattern, candidates.length));
            if (candidates[i].length == 0) {
                return () -> quote(pattern) + " has no neighbor";
            }
        }
        int without = Assignment.firstWithout(candidates, neighborhood.size());
        return without < 0 ? null : () -> quote(positive.get(without)) + " has no neighbor of its own";
    }

    private static String quote(InterfacePattern pattern) {
        return Printable.quote(pattern.toString());
    }
}
