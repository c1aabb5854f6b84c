package org.ztpserver.site.yaml;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.ztpserver.core.node.Printable;

/** The types of values: those of YAML 1.1, as written with a tag or as seen in the text. Other tags are refused. */
final class Scalars {

    private static final Map<Tag, YamlScalar.Type> TYPES = Map.of(
            Tag.STR, YamlScalar.Type.TEXT,
            Tag.NULL, YamlScalar.Type.NULL,
            Tag.BOOL, YamlScalar.Type.BOOLEAN,
            Tag.INT, YamlScalar.Type.INTEGER,
            Tag.FLOAT, YamlScalar.Type.FLOAT,
            Tag.TIMESTAMP, YamlScalar.Type.TIMESTAMP,
            Tag.MERGE, YamlScalar.Type.TEXT);

    private final String file;
    private final Resolver resolver = new Resolver();
    /** Recent texts by hash. */
    private final @Nullable String[] recent = new String[1024];

    Scalars(String file) {
        this.file = file;
    }

    /** Whether this is {@code <<} without quotes. As a key, it merges maps. */
    boolean isMerge(ScalarEvent event) {
        return event.getValue().equals("<<") && tag(event).equals(Tag.MERGE);
    }

    YamlScalar read(ScalarEvent event) {
        Tag tag = tag(event);
        YamlScalar.Type type = TYPES.get(tag);
        if (type == null) {
            throw refused(event, tag);
        }
        return new YamlScalar(
                shared(event.getValue()),
                type,
                TreeBuilder.line(event),
                event.getStartMark().getIndex(),
                event.getEndMark().getIndex());
    }

    /** Keys, interfaces and images are repeated in every item of a long list. */
    private String shared(String text) {
        int slot = text.hashCode() & (recent.length - 1);
        if (!text.equals(recent[slot])) {
            recent[slot] = text;
        }
        return Objects.requireNonNull(recent[slot]);
    }

    private Tag tag(ScalarEvent event) {
        return isWritten(event.getTag())
                ? new Tag(event.getTag())
                : resolver.resolve(
                        NodeId.scalar, event.getValue(), event.getImplicit().canOmitTagInPlainScalar());
    }

    /** Refuses a list or a map with a tag other than its own. */
    void check(Event event, @Nullable String written, Tag only) {
        if (isWritten(written) && !only.getValue().equals(written)) {
            throw refused(event, new Tag(written));
        }
    }

    private static boolean isWritten(@Nullable String tag) {
        return tag != null && !tag.equals("!");
    }

    private RuntimeException refused(Event event, Tag tag) {
        return YamlReader.invalid(
                file,
                TreeBuilder.line(event),
                tag.isCustomGlobal()
                        ? "not YAML: Global tag is not allowed: " + Printable.escape(tag.getValue())
                        : "the tag " + Printable.quote(tag.getValue()) + " is not allowed: remove it");
    }
}
