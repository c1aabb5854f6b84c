package org.ztpserver.eos.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.Definition;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.topology.Requirements;
import org.ztpserver.eos.NodeFolder;
import org.ztpserver.progress.ProgressFile;
import org.ztpserver.progress.ProgressReport;
import org.ztpserver.site.AtomicFiles;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.ParsedContents;

/** {@code nodes/<id>/} on disk. Its files may be links that stay in the data root. */
public final class NodeDirectory implements NodeFolder {

    static final String NODE = ".node";
    static final String PROGRESS = ".progress";
    static final String PATTERN = "pattern";
    static final String DEFINITION = "definition";
    static final String ATTRIBUTES = "attributes";
    static final String STARTUP_CONFIG = "startup-config";

    private final DataRoot root;
    private final Path folder;
    private final String name;
    private final Parsed parsed;

    /** What the parsers of all nodes' files remember: nodes that match one pattern have the same files. */
    record Parsed(ParsedContents<Requirements> patterns, ParsedContents<Definition> definitions) {

        Parsed() {
            this(new ParsedContents<>(PatternFile::read), new ParsedContents<>(DefinitionFile::definition));
        }
    }

    /**
     * @param folder its real path
     * @param name the last name of its path, links not followed
     * @param parsed shared by all nodes
     */
    NodeDirectory(DataRoot root, Path folder, String name, Parsed parsed) {
        this.root = root;
        this.folder = folder;
        this.name = name;
        this.parsed = parsed;
    }

    @Override
    public String path() {
        return NodeDirectories.FOLDER + "/" + name;
    }

    @Override
    public Optional<Node> node() {
        return read(NODE).map(bytes -> NodeFile.read(path() + "/" + NODE, bytes));
    }

    @Override
    public void storeNode(Node node) {
        write(NODE, NodeFile.write(node));
    }

    /** The last progress report of the node. */
    Optional<ProgressReport> progress() {
        return read(PROGRESS).map(bytes -> ProgressFile.read(path() + "/" + PROGRESS, bytes));
    }

    void storeProgress(ProgressReport report) {
        write(PROGRESS, ProgressFile.write(report));
    }

    @Override
    public Optional<Requirements> pattern() {
        return read(PATTERN).map(bytes -> parsed.patterns().get(path() + "/" + PATTERN, bytes));
    }

    @Override
    public Optional<Definition> definition() {
        return read(DEFINITION).map(bytes -> parsed.definitions().get(path() + "/" + DEFINITION, bytes));
    }

    @Override
    public Map<String, @Nullable Object> attributes() {
        return read(ATTRIBUTES)
                .map(bytes -> DefinitionFile.map(path() + "/" + ATTRIBUTES, bytes))
                .orElse(Map.of());
    }

    @Override
    public boolean hasDefinition() {
        return file(DEFINITION).isPresent();
    }

    @Override
    public boolean hasStartupConfig() {
        return file(STARTUP_CONFIG).isPresent();
    }

    @Override
    public Optional<byte[]> startupConfig(LongConsumer memory) {
        return file(STARTUP_CONFIG).flatMap(path -> {
            memory.accept(path.toFile().length());
            return DataRoot.readIfThere(path);
        });
    }

    @Override
    public boolean storeStartupConfig(byte[] bytes) {
        boolean first = !hasStartupConfig();
        write(STARTUP_CONFIG, bytes);
        return first;
    }

    private Optional<Path> file(String file) {
        return root.fileIn(folder, file);
    }

    private Optional<byte[]> read(String file) {
        return file(file).flatMap(DataRoot::readIfThere);
    }

    private void write(String file, byte[] bytes) {
        try {
            AtomicFiles.write(folder.resolve(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
