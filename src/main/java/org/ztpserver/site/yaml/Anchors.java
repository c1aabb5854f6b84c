package org.ztpserver.site.yaml;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.ztpserver.core.node.Printable;

/** The values of a document that aliases can refer to. All aliases of an anchor share one value. */
final class Anchors {

    private static final int MAX_ALIASES = 10_000;

    /** SnakeYAML accepts more characters, but other readers of the same file do not. */
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_-]+");

    /** A value with an anchor, and what an alias adds to a document: this many values and levels. */
    static final class Anchored {

        private final int line;
        private @Nullable YamlValue value;
        private int size;
        private int levels;

        Anchored(int line) {
            this.line = line;
        }

        void complete(YamlValue built, int sizeOfAll, int levelsOfAll) {
            value = built;
            size = sizeOfAll;
            levels = levelsOfAll;
        }

        YamlValue value() {
            return Objects.requireNonNull(value);
        }

        int size() {
            return size;
        }

        int levels() {
            return levels;
        }
    }

    private final String file;
    private final Map<String, Anchored> byName = new HashMap<>();
    private int aliases;

    Anchors(String file) {
        this.file = file;
    }

    /** The place for the value that begins with this event; null if it has no anchor. */
    @Nullable
    Anchored open(NodeEvent event) {
        String name = event.getAnchor();
        if (name == null) {
            return null;
        }
        if (!NAME.matcher(name).matches()) {
            throw YamlReader.invalid(
                    file,
                    TreeBuilder.line(event),
                    "the anchor " + Printable.quote("&" + name) + " must consist of letters, digits, - and _");
        }
        Anchored anchored = new Anchored(TreeBuilder.line(event));
        byName.put(name, anchored);
        return anchored;
    }

    /** What the alias refers to. */
    Anchored get(AliasEvent alias) {
        Anchored anchored = byName.get(alias.getAnchor());
        if (anchored == null) {
            throw YamlReader.invalid(
                    file,
                    TreeBuilder.line(alias),
                    "not YAML: found undefined alias " + Printable.escape(alias.getAnchor()));
        }
        if (anchored.value == null) {
            throw YamlReader.invalid(file, anchored.line, "an alias refers to a value that contains it");
        }
        if (!(anchored.value instanceof YamlScalar) && ++aliases > MAX_ALIASES) {
            throw YamlReader.invalid(
                    file, TreeBuilder.line(alias), "more than " + MAX_ALIASES + " aliases of lists and maps");
        }
        return anchored;
    }
}
