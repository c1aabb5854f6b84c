package org.ztpserver.eos.disk;

import java.util.List;
import java.util.Optional;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.core.topology.Neighbordb;
import org.ztpserver.eos.Site;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.ParsedFiles;
import org.ztpserver.site.yaml.YamlReader;

/** neighbordb, {@code definitions/} and {@code config-handlers/} on disk. */
public final class SiteDirectory implements Site {

    public static final String DEFINITIONS = "definitions";
    public static final String CONFIG_HANDLERS = "config-handlers";

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
        this.neighbordb = new ParsedFiles<>(reader::read);
        this.definitions = new ParsedFiles<>((name, bytes) -> {
            YamlReader.parse(name, bytes); // what is in it counts when the node asks for it
            return bytes;
        });
    }

    @Override
    public Neighbordb neighbordb() {
        return root.file(neighbordbPath)
                .flatMap(file -> neighbordb.get(neighbordbPath.toString(), file))
                .orElseGet(() -> new Neighbordb(List.of(), scheme));
    }

    @Override
    public Optional<byte[]> definition(FilePath path) {
        return root.file(DEFINITIONS, path).flatMap(file -> definitions.get(DEFINITIONS + "/" + path, file));
    }

    @Override
    public Optional<byte[]> configHandler(FilePath path) {
        return root.read(CONFIG_HANDLERS, path);
    }
}
