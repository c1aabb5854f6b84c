package org.ztpserver.core.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A switch as plain values (maps, lists and text), with the names of contract A5: {@code model}, {@code systemmac},
 * {@code serialnumber}, {@code version}, and {@code neighbors} by local interface.
 */
public final class NodeValues {

    private NodeValues() {}

    /**
     * Reads a switch. A number is accepted in place of text.
     *
     * @throws IllegalArgumentException if a value has another type or is too long
     */
    public static Node read(Map<String, ?> values) {
        return new Node(
                text(values, "model"),
                text(values, "systemmac"),
                text(values, "serialnumber"),
                text(values, "version"),
                neighbors(values));
    }

    /** The inverse of {@link #read}. Leaves out what the switch did not report. */
    public static Map<String, Object> of(Node node) {
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, "model", node.model());
        put(values, "systemmac", node.systemmac());
        put(values, "serialnumber", node.serialnumber());
        put(values, "version", node.version());
        Map<String, Object> neighbors = new LinkedHashMap<>();
        node.neighbors().forEach((localInterface, seen) -> {
            List<Map<String, String>> entries = new ArrayList<>();
            for (Neighbor neighbor : seen) {
                Map<String, String> entry = new LinkedHashMap<>();
                entry.put("device", neighbor.device());
                entry.put("port", neighbor.port());
                entries.add(entry);
            }
            neighbors.put(localInterface, entries);
        });
        values.put("neighbors", neighbors);
        return values;
    }

    private static void put(Map<String, Object> values, String key, @Nullable String value) {
        if (value != null) {
            values.put(key, value);
        }
    }

    private static @Nullable String text(Map<String, ?> values, String key) {
        Object value = values.get(key);
        return value == null ? null : text(value, "'" + key + "' of the node");
    }

    private static String text(@Nullable Object value, String what) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number) {
            return value.toString();
        }
        throw new IllegalArgumentException(what + " is not text");
    }

    private static Map<String, List<Neighbor>> neighbors(Map<String, ?> values) {
        Map<String, List<Neighbor>> neighbors = new LinkedHashMap<>();
        if (!values.containsKey("neighbors")) {
            return neighbors;
        }
        if (!(values.get("neighbors") instanceof Map<?, ?> byInterface)) {
            throw new IllegalArgumentException("'neighbors' of the node is not a map of interfaces");
        }
        byInterface.forEach((localInterface, seen) -> {
            if (!(seen instanceof List<?> entries)) {
                throw new IllegalArgumentException("the neighbors of an interface are not a list");
            }
            List<Neighbor> list = new ArrayList<>();
            for (Object entry : entries) {
                if (!(entry instanceof Map<?, ?> neighbor)) {
                    throw new IllegalArgumentException("a neighbor is not a map of 'device' and 'port'");
                }
                list.add(new Neighbor(
                        text(neighbor.get("device"), "'device' of a neighbor"),
                        text(neighbor.get("port"), "'port' of a neighbor")));
            }
            neighbors.put((String) localInterface, list);
        });
        return neighbors;
    }
}
