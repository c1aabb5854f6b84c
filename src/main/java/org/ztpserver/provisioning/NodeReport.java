package org.ztpserver.provisioning;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.Neighbor;
import org.ztpserver.core.node.Node;

/**
 * What a switch says of itself: the body of {@code POST /nodes} (contract A5), and what {@code .node} keeps of it.
 *
 * @param node the switch and its LLDP neighbors
 * @param config the switch's own startup-config, when it sent one
 */
public record NodeReport(Node node, @Nullable String config) {

    /**
     * Reads a report from the plain values (maps, lists, text, numbers) of its JSON.
     *
     * @throws InvalidRequestException when a value is of another type; a number becomes text
     */
    public static NodeReport of(Map<String, ?> json) {
        Node node;
        try {
            node = new Node(
                    text(json, "model"),
                    text(json, "systemmac"),
                    text(json, "serialnumber"),
                    text(json, "version"),
                    neighbors(json));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()));
        }
        Object config = json.get("config");
        if (config != null && !(config instanceof String)) {
            throw new InvalidRequestException("'config' of the node is not text");
        }
        if (config instanceof String text
                && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidRequestException("'config' of the node has half a character in it, which can't be stored");
        }
        return new NodeReport(node, (String) config);
    }

    /** The plain values that {@link #of} reads back, without what the node did not report and without the config. */
    public static Map<String, Object> toJson(Node node) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "model", node.model());
        put(json, "systemmac", node.systemmac());
        put(json, "serialnumber", node.serialnumber());
        put(json, "version", node.version());
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
        json.put("neighbors", neighbors);
        return json;
    }

    private static void put(Map<String, Object> json, String key, @Nullable String value) {
        if (value != null) {
            json.put(key, value);
        }
    }

    private static @Nullable String text(Map<String, ?> json, String key) {
        Object value = json.get(key);
        return value == null ? null : text(value, "'" + key + "' of the node");
    }

    private static String text(@Nullable Object value, String what) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number) {
            return value.toString();
        }
        throw new InvalidRequestException(what + " is not text");
    }

    private static Map<String, List<Neighbor>> neighbors(Map<String, ?> json) {
        Map<String, List<Neighbor>> neighbors = new LinkedHashMap<>();
        if (!json.containsKey("neighbors")) {
            return neighbors;
        }
        if (!(json.get("neighbors") instanceof Map<?, ?> byInterface)) {
            throw new InvalidRequestException("'neighbors' of the node is not a map of interfaces");
        }
        byInterface.forEach((localInterface, seen) -> {
            if (!(seen instanceof List<?> entries)) {
                throw new InvalidRequestException("the neighbors of an interface are not a list");
            }
            List<Neighbor> list = new ArrayList<>();
            for (Object entry : entries) {
                if (!(entry instanceof Map<?, ?> neighbor)) {
                    throw new InvalidRequestException("a neighbor is not a map of 'device' and 'port'");
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
