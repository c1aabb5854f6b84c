package org.ztpserver.site.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.ztpserver.core.node.Printable;
import org.ztpserver.site.yaml.Anchors.Anchored;

/** Builds our tree from the events of SnakeYAML's parser. Resolves aliases and merge keys, and checks keys. */
final class TreeBuilder {

    /** More than any real file has. A few aliases of aliases can exceed it. */
    private static final int MAX_NODES = 2_000_000;

    private static final int MAX_DEPTH = 50;

    /** Aliases within aliases go deeper than the text itself. */
    private static final int MAX_DEPTH_WITH_ALIASES = 200;

    private final String file;
    private final Parser parser;
    private final Tabs tabs;
    private final @Nullable TopList list;
    private final Scalars scalars;
    private final Anchors anchors;
    private int nodes;
    /** The number of values that are open. */
    private int depth;
    /** The largest depth so far, within the innermost value with an anchor. */
    private int deepest;

    TreeBuilder(String file, Parser parser, Tabs tabs, @Nullable TopList list) {
        this.file = file;
        this.parser = parser;
        this.tabs = tabs;
        this.list = list;
        this.scalars = new Scalars(file);
        this.anchors = new Anchors(file);
    }

    /** The only document; empty if there is none. */
    Optional<YamlValue> document() {
        parser.getEvent(); // start of the stream
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        parser.getEvent(); // start of the document
        YamlValue document = value(parser.getEvent());
        parser.getEvent(); // end of the document
        Event next = parser.getEvent();
        if (!next.is(Event.ID.StreamEnd)) {
            throw YamlReader.invalid(file, line(next), "not YAML: but found another document");
        }
        return Optional.of(document);
    }

    private YamlValue value(Event event) {
        if (event instanceof AliasEvent alias) {
            Anchored anchored = anchors.get(alias);
            count(anchored.size());
            descend(event, anchored.levels());
            return anchored.value();
        }
        count(1);
        if (depth > MAX_DEPTH) {
            throw YamlReader.invalid(file, line(event), "not YAML: more than " + MAX_DEPTH + " levels deep");
        }
        Anchored anchored = anchors.open((NodeEvent) event);
        int nodesBefore = nodes - 1;
        int deepestBefore = deepest;
        deepest = depth;
        descend(event, 1);
        depth++;
        YamlValue value = built(event);
        depth--;
        if (anchored != null) {
            anchored.complete(value, nodes - nodesBefore, deepest - depth);
        }
        deepest = Math.max(deepest, deepestBefore);
        return value;
    }

    private void count(int more) {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw YamlReader.invalid(file, 0, "more than " + MAX_NODES + " values");
        }
    }

    private void descend(Event event, int levels) {
        deepest = Math.max(deepest, depth + levels);
        if (deepest > MAX_DEPTH_WITH_ALIASES) {
            throw YamlReader.invalid(
                    file, line(event), "more than " + MAX_DEPTH_WITH_ALIASES + " levels deep, including aliases");
        }
    }

    private YamlValue built(Event event) {
        if (event instanceof ScalarEvent scalar) {
            if (!scalar.isPlain()) {
                tabs.allowIn(
                        scalar.getStartMark().getIndex(), scalar.getEndMark().getIndex());
            }
            return scalars.read(scalar);
        }
        if (event instanceof SequenceStartEvent start) {
            List<YamlValue> items = new ArrayList<>();
            items(start, items::add);
            return new YamlSequence(items, line(start));
        }
        if (event instanceof MappingStartEvent start) {
            return mapping(start);
        }
        throw new IllegalStateException(event.toString());
    }

    private void items(SequenceStartEvent start, Consumer<YamlValue> reader) {
        scalars.check(start, start.getTag(), Tag.SEQ);
        for (Event event = parser.getEvent(); !event.is(Event.ID.SequenceEnd); event = parser.getEvent()) {
            reader.accept(value(event));
        }
    }

    private YamlMapping mapping(MappingStartEvent start) {
        scalars.check(start, start.getTag(), Tag.MAP);
        Map<String, YamlMapping.Entry> merged = new LinkedHashMap<>();
        Map<String, YamlMapping.Entry> own = new LinkedHashMap<>();
        for (Event event = parser.getEvent(); !event.is(Event.ID.MappingEnd); event = parser.getEvent()) {
            if (event instanceof ScalarEvent scalar && scalars.isMerge(scalar)) {
                merge(parser.getEvent(), merged);
            } else {
                YamlScalar key = key(event, own);
                own.put(key.text(), new YamlMapping.Entry(key, valueOf(key, start, merged, own)));
            }
        }
        return new YamlMapping(all(merged, own), line(start));
    }

    private static Map<String, YamlMapping.Entry> all(
            Map<String, YamlMapping.Entry> merged, Map<String, YamlMapping.Entry> own) {
        if (merged.isEmpty()) {
            return own;
        }
        Map<String, YamlMapping.Entry> all = new LinkedHashMap<>(merged);
        all.putAll(own);
        return all;
    }

    private YamlScalar key(Event event, Map<String, YamlMapping.Entry> own) {
        if (!(value(event) instanceof YamlScalar key)) {
            throw YamlReader.invalid(file, line(event), "a key is a list or a map: it must be text");
        }
        YamlMapping.Entry before = own.get(key.text());
        if (before != null) {
            throw YamlReader.invalid(
                    file,
                    key.line(),
                    "duplicate key " + Printable.quote(key.text()) + ", first in line "
                            + before.key().line() + ": remove one");
        }
        return key;
    }

    private YamlValue valueOf(
            YamlScalar key,
            MappingStartEvent map,
            Map<String, YamlMapping.Entry> merged,
            Map<String, YamlMapping.Entry> own) {
        Event event = parser.getEvent();
        if (list == null
                || depth != 1
                || !key.text().equals(list.key())
                || !(event instanceof SequenceStartEvent start)
                || start.getAnchor() != null) {
            return value(event);
        }
        count(1);
        depth++;
        items(start, list.reader().begin(new YamlMapping(new LinkedHashMap<>(all(merged, own)), line(map))));
        depth--;
        return new YamlSequence(List.of(), line(event));
    }

    /**
     * {@code <<: *map} or {@code <<: [*one, *two]}: the first map has priority over later ones, and the map's own keys
     * have priority over all.
     */
    private void merge(Event event, Map<String, YamlMapping.Entry> merged) {
        YamlValue value = value(event);
        List<YamlValue> sources = value instanceof YamlSequence list ? list.items() : List.of(value);
        for (YamlValue source : sources) {
            if (!(source instanceof YamlMapping map)) {
                throw YamlReader.invalid(file, value.line(), "'<<' merges only maps, not " + source.kind());
            }
            map.entries().forEach(entry -> merged.putIfAbsent(entry.key().text(), entry));
        }
    }

    static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }
}
