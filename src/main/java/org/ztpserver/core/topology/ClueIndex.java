package org.ztpserver.core.topology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ztpserver.core.node.Adjacency;
import org.ztpserver.core.node.Node;

/**
 * Finds the requirements that a node may meet, without looking at the others: each is filed under its rarest {@link
 * Clue}.
 */
final class ClueIndex {

    /** Requirements with ranges of interfaces have thousands of clues, and a few are as good as all. */
    private static final int MAX_CLUES = 16;

    private record Lengths(int device, int port) {}

    private final Map<Clue, List<Integer>> byClue = new HashMap<>();
    /** By place: the lengths of the clues that are filed. */
    private final Map<String, Set<Lengths>> lengths = new HashMap<>();
    /** Requirements without a clue. */
    private final BitSet others = new BitSet();

    /** Files requirements; their numbers are their places in the list. */
    ClueIndex(List<Requirements> all) {
        Map<Clue, Integer> counts = new HashMap<>();
        List<List<Clue>> clues = new ArrayList<>(all.size());
        for (Requirements requirements : all) {
            List<Clue> some = requirements.clues().distinct().limit(MAX_CLUES).toList();
            some.forEach(clue -> counts.merge(clue, 1, Integer::sum));
            clues.add(some);
        }
        Comparator<Clue> rarest =
                Comparator.<Clue>comparingInt(counts::get).thenComparing(Clue::length, Comparator.reverseOrder());
        for (int number = 0; number < all.size(); number++) {
            Clue best = clues.get(number).stream().min(rarest).orElse(null);
            if (best == null) {
                others.set(number);
            } else {
                byClue.computeIfAbsent(best, clue -> new ArrayList<>(1)).add(number);
                lengths.computeIfAbsent(best.place(), place -> new HashSet<>())
                        .add(new Lengths(best.device().length(), best.port().length()));
            }
        }
    }

    /** The numbers of the requirements that the node may meet; it meets none of the others. */
    BitSet candidates(Node node, Neighborhood neighborhood) {
        BitSet found = (BitSet) others.clone();
        String model = node.model();
        if (model != null) {
            collect(Clue.MODEL, model, "", found);
        }
        for (int i = 0; i < neighborhood.size(); i++) {
            Adjacency adjacency = neighborhood.get(i);
            String device = adjacency.neighbor().device();
            String port = adjacency.neighbor().port();
            collect(InterfaceName.canonical(adjacency.localInterface()), device, port, found);
            collect(Clue.ANYWHERE, device, port, found);
        }
        return found;
    }

    private void collect(String place, String device, String port, BitSet found) {
        for (Lengths length : lengths.getOrDefault(place, Set.of())) {
            if (length.device <= device.length() && length.port <= port.length()) {
                Clue clue = new Clue(place, device.substring(0, length.device), port.substring(0, length.port));
                byClue.getOrDefault(clue, List.of()).forEach(found::set);
            }
        }
    }
}
