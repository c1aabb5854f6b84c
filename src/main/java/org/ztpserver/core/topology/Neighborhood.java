package org.ztpserver.core.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ztpserver.core.node.Adjacency;
import org.ztpserver.core.node.Node;

/**
 * The adjacencies of a node, numbered and indexed by local interface, so that many patterns can be compared with them.
 */
final class Neighborhood {

    private static final int[] NOWHERE = {};

    private final List<Adjacency> adjacencies;
    private final int[] everywhere;
    private final Map<String, int[]> byInterface = new HashMap<>();

    Neighborhood(Node node) {
        adjacencies = node.adjacencies();
        everywhere = IntStream.range(0, adjacencies.size()).toArray();
        Map<String, List<Integer>> numbers = new HashMap<>();
        for (int number : everywhere) {
            String name = InterfaceName.canonical(adjacencies.get(number).localInterface());
            numbers.computeIfAbsent(name, key -> new ArrayList<>()).add(number);
        }
        numbers.forEach((name, list) ->
                byInterface.put(name, list.stream().mapToInt(Integer::intValue).toArray()));
    }

    int size() {
        return adjacencies.size();
    }

    Adjacency get(int number) {
        return adjacencies.get(number);
    }

    private int[] numbers(InterfacePattern pattern) {
        return pattern.isAboutOneInterface() ? byInterface.getOrDefault(pattern.localName(), NOWHERE) : everywhere;
    }

    /** The numbers of the adjacencies that the pattern describes, at most as many as the limit. */
    int[] spokenOf(InterfacePattern pattern, int limit) {
        int[] numbers = numbers(pattern);
        int[] found = new int[Math.min(numbers.length, limit)];
        int count = 0;
        for (int i = 0; i < numbers.length && count < found.length; i++) {
            if (pattern.peer().matches(adjacencies.get(numbers[i]).neighbor())) {
                found[count++] = numbers[i];
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Whether an adjacency is where the pattern wants one, and begins as the pattern says. */
    boolean hasClue(InterfacePattern pattern) {
        Clue clue = Clue.of(pattern);
        return Arrays.stream(numbers(pattern))
                .mapToObj(number -> adjacencies.get(number).neighbor())
                .anyMatch(neighbor -> neighbor.device().startsWith(clue.device())
                        && neighbor.port().startsWith(clue.port()));
    }
}
