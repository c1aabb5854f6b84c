package org.ztpserver.eos.disk;

import java.util.Optional;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
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
    private final FilePath neighbordbPath;
    private final ParsedFiles<Neighbordb> neighbordb;
    private final ParsedFiles<byte[]> definitions;

    /** @param neighbordbPath below the data root */
    public SiteDirectory(DataRoot root, FilePath neighbordbPath, IdentifierScheme scheme) {
        this(root, neighbordbPath, new ParsedFiles<>(new NeighbordbReader(scheme)::read), definitions());
    }

    private SiteDirectory(
            DataRoot root,
            FilePath neighbordbPath,
            ParsedFiles<Neighbordb> neighbordb,
            ParsedFiles<byte[]> definitions) {
        this.root = root;
        this.neighbordbPath = neighbordbPath;
        this.neighbordb = neighbordb;
        this.definitions = definitions;
    }

    private static ParsedFiles<byte[]> definitions() {
        return new ParsedFiles<>((name, bytes) -> {
            YamlReader.parse(name, bytes); // what is in it counts when the node asks for it
            return bytes;
        });
    }

    @Override
    public Site now() {
        return new SiteDirectory(root.now(), neighbordbPath, neighbordb, definitions);
    }

    @Override
    public Neighbordb neighbordb() {
        return root.file(neighbordbPath)
                .flatMap(file -> neighbordb.get(neighbordbPath.toString(), file))
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.NOT_PROVISIONED,
                        "neighbordb does not exist: " + root.path().resolve(neighbordbPath.toString())
                                + ": create it, or create a folder for the node in nodes/"));
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
