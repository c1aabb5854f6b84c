package org.ztpserver.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.topology.Neighbordb;
import org.ztpserver.provisioning.FilePath;
import org.ztpserver.provisioning.MissingFileException;
import org.ztpserver.provisioning.Site;
import org.ztpserver.repository.yaml.Yaml;

/** neighbordb, {@code definitions/} and {@code config-handlers/} on disk. */
public final class SiteDirectory implements Site {

    static final String DEFINITIONS = "definitions";
    static final String CONFIG_HANDLERS = "config-handlers";

    private final DataRoot root;
    private final IdentifierScheme scheme;
    private final FilePath neighbordbPath;
    private final ParsedFiles<Neighbordb> neighbordb;
    private final ParsedFiles<byte[]> definitions;

    /** @param neighbordbPath below the data root */
    public SiteDirectory(DataRoot root, FilePath neighbordbPath, IdentifierScheme scheme) {
        this.root = root;
        this.scheme = scheme;
        this.neighbordbPath = neighbordbPath;
        NeighbordbReader reader = new NeighbordbReader(scheme);
        this.neighbordb = new ParsedFiles<>((path, bytes) -> reader.read(neighbordbPath.toString(), bytes));
        this.definitions = new ParsedFiles<>((path, bytes) -> {
            Yaml.parse(root.name(path), bytes); // what is in it counts when the node asks for it
            return bytes;
        });
    }

    @Override
    public Neighbordb neighbordb() {
        return root.file(neighbordbPath).map(neighbordb::get).orElseGet(() -> new Neighbordb(List.of(), scheme));
    }

    @Override
    public byte[] definition(FilePath path) {
        return definitions.get(find(DEFINITIONS, path));
    }

    @Override
    public byte[] configHandler(FilePath path) {
        try {
            return Files.readAllBytes(find(CONFIG_HANDLERS, path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path find(String folder, FilePath path) {
        return root.file(folder, path)
                .orElseThrow(() -> new MissingFileException(folder + "/" + path + " is not there"));
    }
}
