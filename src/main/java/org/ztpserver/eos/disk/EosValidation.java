package org.ztpserver.eos.disk;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.core.site.Progress;
import org.ztpserver.core.topology.NodePattern;
import org.ztpserver.resource.CallValidation;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.Folders;

/** Checks every file that EOS switches depend on, for {@code --validate-config}. */
public final class EosValidation {

    private final DataRoot root;
    private final DataRoot state;
    private final BootstrapDirectory bootstrap;
    private final FilePath neighbordb;
    private final IdentifierScheme scheme;
    private final DefinitionChecks definitions;

    /**
     * @param state where the folders of nodes are
     * @param neighbordb below the data root
     * @param resources throws a {@code ProvisioningException} if no pool or plugin can ever answer a call
     */
    public EosValidation(
            DataRoot root,
            DataRoot state,
            BootstrapDirectory bootstrap,
            FilePath neighbordb,
            IdentifierScheme scheme,
            Consumer<ResourceCall> resources) {
        this.root = root;
        this.state = state;
        this.bootstrap = bootstrap;
        this.neighbordb = neighbordb;
        this.scheme = scheme;
        this.definitions = new DefinitionChecks(root, new CallValidation(resources));
    }

    /** Whether the site has files for EOS switches. The empty folders of the starter site do not count. */
    public boolean anythingToCheck() {
        return root.file(neighbordb).isPresent()
                || Stream.of(BootstrapDirectory.FOLDER, SiteDirectory.DEFINITIONS)
                        .anyMatch(root::hasFilesIn)
                || state.hasFilesIn(NodeDirectories.FOLDER);
    }

    /** Adds all findings, file by file. */
    public void check(Findings findings, Progress progress) {
        if (bootstrap.script().isEmpty()) {
            findings.in(bootstrap.scriptPath()).add(0, "is missing: no EOS switch can start without it");
        }
        findings.collect(bootstrap::settings);
        checkNeighbordb(findings);
        for (Path path : Folders.filesBelow(root.path().resolve(SiteDirectory.DEFINITIONS))) {
            DataRoot.readIfThere(path).ifPresent(bytes -> definitions.definition(root.name(path), bytes, findings));
        }
        new NodeValidation(state.now(), definitions).check(findings, progress);
    }

    /** Without neighbordb there is nothing to check: a site that knows all its nodes does not need one. */
    private void checkNeighbordb(Findings findings) {
        root.read(neighbordb)
                .ifPresent(bytes -> findings.collect(() -> new NeighbordbReader(scheme)
                        .read(neighbordb.toString(), bytes)
                        .patterns()
                        .forEach(pattern -> checkNames(pattern, findings.in(neighbordb.toString())))));
    }

    private void checkNames(NodePattern pattern, Findings findings) {
        checkName(pattern, "definition", pattern.definition(), SiteDirectory.DEFINITIONS, findings);
        String handler = pattern.configHandler();
        if (handler != null) {
            checkName(pattern, "config-handler", handler, SiteDirectory.CONFIG_HANDLERS, findings);
        }
    }

    private void checkName(NodePattern pattern, String kind, String name, String folder, Findings findings) {
        String place =
                "pattern " + Printable.quote(pattern.name()) + ": its " + kind + " " + Printable.quote(name) + " ";
        try {
            if (root.file(folder, FilePath.parse(name)).isEmpty()) {
                findings.add(pattern.line(), place + "is not a file in " + folder + "/");
            }
        } catch (IllegalArgumentException e) {
            findings.add(pattern.line(), place + "can't be a file in " + folder + "/: " + e.getMessage());
        }
    }
}
