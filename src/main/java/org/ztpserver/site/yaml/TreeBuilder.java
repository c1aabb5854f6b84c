package org.ztpserver.site.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.ztpserver.core.node.Printable;

/** Converts SnakeYAML's node graph to our tree. Resolves aliases and merge keys, and checks keys. */
final class TreeBuilder {

    /** More than any real file has. A few aliases of aliases can exceed it. */
    private static final int MAX_NODES = 2_000_000;

    /** The parser limits the depth of the text itself, but aliases within aliases go deeper. */
    private static final int MAX_DEPTH = 200;

    /** SnakeYAML accepts more characters, but other readers of the same file do not. */
    private static final Pattern ANCHOR = Pattern.compile("[0-9A-Za-z_-]+");

    private static final Map<Tag, YamlScalar.Type> TYPES = Map.of(
            Tag.STR, YamlScalar.Type.TEXT,
            Tag.NULL, YamlScalar.Type.NULL,
            Tag.BOOL, YamlScalar.Type.BOOLEAN,
            Tag.INT, YamlScalar.Type.INTEGER,
            Tag.FLOAT, YamlScalar.Type.FLOAT,
            Tag.TIMESTAMP, YamlScalar.Type.TIMESTAMP,
            Tag.MERGE, YamlScalar.Type.TEXT);

    private final String file;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Integer, Integer> quoted = new HashMap<>();
    private int nodes;

    TreeBuilder(String file) {
        this.file = file;
    }

    /** The start and end of all scalars in quotes or blocks, in code points. */
    Map<Integer, Integer> quoted() {
        return quoted;
    }

    YamlValue build(Node node) {
        if (++nodes > MAX_NODES) {
            throw YamlReader.invalid(file, 0, "more than " + MAX_NODES + " values");
        }
        if (node.getAnchor() != null && !ANCHOR.matcher(node.getAnchor()).matches()) {
            throw YamlReader.invalid(
                    file,
                    line(node),
                    "the anchor " + Printable.quote("&" + node.getAnchor())
                            + " must consist of letters, digits, - and _");
        }
        if (!open.add(node)) {
            throw YamlReader.invalid(file, line(node), "an alias refers to a value that contains it");
        }
        if (open.size() > MAX_DEPTH) {
            throw YamlReader.invalid(file, line(node), "more than " + MAX_DEPTH + " levels deep, including aliases");
        }
        try {
            if (node instanceof ScalarNode scalar) {
                return scalar(scalar);
            }
            if (node instanceof SequenceNode sequence) {
                return sequence(sequence);
            }
            if (node instanceof MappingNode mapping) {
                return mapping(mapping);
            }
            throw YamlReader.invalid(file, line(node), "unknown kind of YAML value");
        } finally {
            open.remove(node);
        }
    }

    private YamlScalar scalar(ScalarNode node) {
        YamlScalar.Type type = TYPES.get(node.getTag());
        if (type == null) {
            throw unknownTag(node);
        }
        if (!node.isPlain()) {
            quoted.put(node.getStartMark().getIndex(), node.getEndMark().getIndex());
        }
        return new YamlScalar(
                node.getValue(),
                type,
                line(node),
                node.getStartMark().getIndex(),
                node.getEndMark().getIndex());
    }

    private YamlSequence sequence(SequenceNode node) {
        if (!node.getTag().equals(Tag.SEQ)) {
            throw unknownTag(node);
        }
        List<YamlValue> items = new ArrayList<>(node.getValue().size());
        node.getValue().forEach(item -> items.add(build(item)));
        return new YamlSequence(items, line(node));
    }

    private YamlMapping mapping(MappingNode node) {
        if (!node.getTag().equals(Tag.MAP)) {
            throw unknownTag(node);
        }
        Map<String, YamlMapping.Entry> merged = new LinkedHashMap<>();
        Map<String, YamlMapping.Entry> own = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(tuple.getValueNode(), merged);
            } else {
                add(tuple, own);
            }
        }
        merged.putAll(own);
        return new YamlMapping(merged, line(node));
    }

    private void add(NodeTuple tuple, Map<String, YamlMapping.Entry> own) {
        if (!(build(tuple.getKeyNode()) instanceof YamlScalar key)) {
            throw YamlReader.invalid(file, line(tuple.getKeyNode()), "a key is a list or a map: it must be text");
        }
        YamlMapping.Entry before = own.putIfAbsent(key.text(), new YamlMapping.Entry(key, build(tuple.getValueNode())));
        if (before != null) {
            throw YamlReader.invalid(
                    file,
                    key.line(),
                    "duplicate key " + Printable.quote(key.text()) + ", first in line "
                            + before.key().line() + ": remove one");
        }
    }

    /**
     * {@code <<: *map} or {@code <<: [*one, *two]}: the first map has priority over later ones, and the map's own keys
     * have priority over all.
     */
    private void merge(Node node, Map<String, YamlMapping.Entry> merged) {
        YamlValue value = build(node);
        List<YamlValue> sources = value instanceof YamlSequence list ? list.items() : List.of(value);
        for (YamlValue source : sources) {
            if (!(source instanceof YamlMapping map)) {
                throw YamlReader.invalid(file, line(node), "'<<' merges only maps, not " + source.kind());
            }
            map.entries().forEach(entry -> merged.putIfAbsent(entry.key().text(), entry));
        }
    }

    private RuntimeException unknownTag(Node node) {
        return YamlReader.invalid(
                file,
                line(node),
                "the tag " + Printable.quote(node.getTag().getValue()) + " is not allowed: remove it");
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
