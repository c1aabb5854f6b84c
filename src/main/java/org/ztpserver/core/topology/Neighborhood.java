package org.ztpserver.core.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ztpserver.core.node.Adjacency;
import org.ztpserver.core.node.Node;

/** What a node sees, numbered and sorted by local interface, so that many patterns can be held against it. */
final class Neighborhood {

    private final List<Adjacency> adjacencies;
    private final List<Integer> everywhere;
    private final Map<String, List<Integer>> byInterface = new HashMap<>();

    Neighborhood(Node node) {
        adjacencies = node.adjacencies();
        everywhere = IntStream.range(0, adjacencies.size()).boxed().toList();
        for (int number : everywhere) {
            String name = InterfaceName.canonical(adjacencies.get(number).localInterface());
            byInterface.computeIfAbsent(name, key -> new ArrayList<>()).add(number);
        }
    }

    int size() {
        return adjacencies.size();
    }

    Adjacency get(int number) {
        return adjacencies.get(number);
    }

    /** The numbers of the adjacencies that the pattern says yes, or no, about: as many as are asked for, if there are. */
    int[] spokenOf(InterfacePattern pattern, int limit) {
        List<Integer> numbers =
                pattern.isAboutOneInterface() ? byInterface.getOrDefault(pattern.localName(), List.of()) : everywhere;
        return numbers.stream()
                .mapToInt(Integer::intValue)
                .filter(number -> pattern.peer().matches(adjacencies.get(number).neighbor()))
                .limit(limit)
                .toArray();
    }
}
