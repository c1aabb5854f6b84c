package org.ztpserver.core.node;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A switch as it describes itself in {@code POST /nodes} (section A5 of the contract). Each name has at most {@value
 * #MAX_NAME_LENGTH} characters, so that no switch can overload an operator's regular expressions.
 *
 * @param systemmac without {@code :}, {@code .} and {@code -}, in the case that the switch sent
 * @param neighbors by local interface, in the order of the switch's own list
 */
public record Node(
        @Nullable String model,
        @Nullable String systemmac,
        @Nullable String serialnumber,
        @Nullable String version,
        Map<String, List<Neighbor>> neighbors) {

    public static final int MAX_NAME_LENGTH = 1024;

    /** @throws IllegalArgumentException if a name is too long */
    public Node {
        checkLength("model", model);
        checkLength("systemmac", systemmac);
        checkLength("serialnumber", serialnumber);
        checkLength("version", version);
        systemmac = systemmac == null ? null : MacAddress.withoutSeparators(systemmac);
        Map<String, List<Neighbor>> copy = new LinkedHashMap<>();
        neighbors.forEach((localInterface, seen) -> {
            checkLength("a local interface", localInterface);
            copy.put(localInterface, List.copyOf(seen));
        });
        neighbors = Collections.unmodifiableMap(copy);
    }

    /** Every neighbor of every interface, in the order of the switch's own list. */
    public List<Adjacency> adjacencies() {
        List<Adjacency> adjacencies = new ArrayList<>();
        neighbors.forEach((localInterface, seen) ->
                seen.forEach(neighbor -> adjacencies.add(new Adjacency(localInterface, neighbor))));
        return Collections.unmodifiableList(adjacencies);
    }

    static void checkLength(String what, @Nullable String text) {
        if (text != null && text.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(what + " has " + text.length() + " characters, more than "
                    + MAX_NAME_LENGTH + ", the limit: " + Printable.quote(text));
        }
    }
}
