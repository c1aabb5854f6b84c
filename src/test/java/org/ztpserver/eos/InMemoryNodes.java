package org.ztpserver.eos;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.Definition;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.topology.Requirements;
import org.ztpserver.progress.ProgressReport;
import org.ztpserver.progress.ProgressStore;

/** The nodes of a site in memory, with what they reported last. */
public final class InMemoryNodes implements NodeFolders, ProgressStore {

    private final Map<NodeId, Folder> folders = new LinkedHashMap<>();

    /** Makes an empty folder, as an operator does. */
    public Folder add(String id) {
        Folder folder = new Folder(id, null);
        folders.put(NodeId.parse(id), folder);
        return folder;
    }

    /** The folder of a node, which has to be there. */
    public Folder get(String id) {
        return Optional.ofNullable(folders.get(NodeId.parse(id))).orElseThrow();
    }

    public void remove(NodeId id) {
        folders.remove(id);
    }

    public boolean isEmpty() {
        return folders.isEmpty();
    }

    @Override
    public Optional<NodeFolder> find(NodeId id) {
        return Optional.ofNullable(folders.get(id));
    }

    @Override
    public boolean create(NodeId id, NewNode contents) {
        return folders.putIfAbsent(id, new Folder(id.value(), contents)) == null;
    }

    @Override
    public boolean store(NodeId id, ProgressReport report) {
        Folder folder = folders.get(id);
        if (folder != null) {
            folder.progress = report;
        }
        return folder != null;
    }

    /** The folder of one node; a test fills it as an operator does. */
    public static final class Folder implements NodeFolder {

        private final String id;
        private final @Nullable NewNode made;
        private @Nullable Node node;
        private @Nullable Requirements pattern;
        private @Nullable Definition definition;
        private Map<String, @Nullable Object> attributes = Map.of();
        private byte @Nullable [] startupConfig;
        private @Nullable ProgressReport progress;

        private Folder(String id, @Nullable NewNode made) {
            this.id = id;
            this.made = made;
            if (made != null) {
                node = made.node();
            }
            if (made instanceof NewNode.WithConfig withConfig) {
                startupConfig = withConfig.startupConfig().getBytes(StandardCharsets.UTF_8);
            } else if (made instanceof NewNode.Matched matched) {
                pattern = matched.pattern().requirements();
            }
        }

        public Folder withNode(Node other) {
            node = other;
            return this;
        }

        public Folder withPattern(Requirements requirements) {
            pattern = requirements;
            return this;
        }

        public Folder withDefinition(Map<String, ? extends @Nullable Object> content) {
            definition = Definition.of(content);
            return this;
        }

        public Folder withAttributes(Map<String, @Nullable Object> values) {
            attributes = values;
            return this;
        }

        public Folder withStartupConfig(String text) {
            startupConfig = text.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        /** What the server made the folder of; empty when an operator made it. */
        public Optional<NewNode> made() {
            return Optional.ofNullable(made);
        }

        /** What the node reported last. */
        public Optional<ProgressReport> progress() {
            return Optional.ofNullable(progress);
        }

        @Override
        public String path() {
            return "nodes/" + id;
        }

        @Override
        public Optional<Node> node() {
            return Optional.ofNullable(node);
        }

        @Override
        public void storeNode(Node other) {
            node = other;
        }

        @Override
        public Optional<Requirements> pattern() {
            return Optional.ofNullable(pattern);
        }

        @Override
        public Optional<Definition> definition() {
            return Optional.ofNullable(definition);
        }

        @Override
        public Map<String, @Nullable Object> attributes() {
            return attributes;
        }

        @Override
        public boolean hasDefinition() {
            return definition != null || made instanceof NewNode.Matched;
        }

        @Override
        public boolean hasStartupConfig() {
            return startupConfig != null;
        }

        @Override
        public Optional<byte[]> startupConfig(LongConsumer memory) {
            if (startupConfig != null) {
                memory.accept(startupConfig.length);
            }
            return Optional.ofNullable(startupConfig);
        }

        @Override
        public boolean storeStartupConfig(byte[] bytes) {
            boolean first = startupConfig == null;
            startupConfig = bytes.clone();
            return first;
        }
    }
}
