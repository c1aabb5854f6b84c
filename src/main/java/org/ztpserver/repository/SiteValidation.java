package org.ztpserver.repository;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.topology.NodePattern;
import org.ztpserver.provisioning.ConfigRenderer;
import org.ztpserver.provisioning.FilePath;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.repository.pool.PoolValidation;

/** Looks at every file of the data root that an operator writes, and finds all that would fail a switch later on. */
public final class SiteValidation {

    private final DataRoot root;
    private final DefinitionValidation definitions;
    private final IdentifierScheme scheme;
    private final FilePath neighbordb;
    private final FilePath bootstrap;
    private final ConfigRenderer renderer;
    private final SiteFindings findings = new SiteFindings();

    /**
     * Prepares to look at a site.
     *
     * @param neighbordb below the data root
     * @param bootstrap below {@code bootstrap/}
     * @param resources throws a {@code ProvisioningException} when a call could never be answered
     * @param renderer of the templates below {@code poap/templates/}
     */
    public SiteValidation(
            DataRoot root,
            IdentifierScheme scheme,
            FilePath neighbordb,
            FilePath bootstrap,
            Consumer<ResourceCall> resources,
            ConfigRenderer renderer) {
        this.root = root;
        this.renderer = renderer;
        this.definitions = new DefinitionValidation(root, resources);
        this.scheme = scheme;
        this.neighbordb = neighbordb;
        this.bootstrap = bootstrap;
    }

    /** Everything that is wrong, file by file. To be called once. */
    public List<Finding> findings() {
        checkBootstrap();
        checkNeighbordb();
        checkDefinitions();
        findings.addAll(PoolValidation.findings(root, scheme));
        new NodeValidation(root, definitions, findings).run();
        new PodVarsValidation(root, definitions, renderer, findings).run();
        return findings.list();
    }

    private void checkBootstrap() {
        BootstrapDirectory directory = new BootstrapDirectory(root, bootstrap);
        if (root.file(BootstrapDirectory.FOLDER, bootstrap).isEmpty() && !isOfNexusSwitchesOnly()) {
            findings.add(directory.scriptPath(), "is missing: no EOS switch can start without it");
        }
        findings.collect(directory::settings);
    }

    /** Whether nothing is there for EOS switches; the empty folders of the starter are nothing. */
    private boolean isOfNexusSwitchesOnly() {
        return root.file(PodVarsFile.PATH).isPresent()
                && root.file(neighbordb).isEmpty()
                && Stream.of(BootstrapDirectory.FOLDER, SiteDirectory.DEFINITIONS, NodeDirectories.FOLDER)
                        .allMatch(folder ->
                                Folders.filesBelow(root.path().resolve(folder)).isEmpty());
    }

    private void checkNeighbordb() {
        Optional<Path> path = root.file(neighbordb);
        if (path.isEmpty()) {
            return; // a site that knows all its nodes needs none
        }
        findings.collect(
                neighbordb.toString(),
                path.get(),
                (file, bytes) -> new NeighbordbReader(scheme)
                        .read(file, bytes)
                        .patterns()
                        .forEach(this::checkNames));
    }

    private void checkNames(NodePattern pattern) {
        checkName(pattern, "definition", pattern.definition(), SiteDirectory.DEFINITIONS);
        String handler = pattern.configHandler();
        if (handler != null) {
            checkName(pattern, "config-handler", handler, SiteDirectory.CONFIG_HANDLERS);
        }
    }

    private void checkName(NodePattern pattern, String kind, String name, String folder) {
        String file = neighbordb.toString();
        String place =
                "pattern " + Printable.quote(pattern.name()) + ": its " + kind + " " + Printable.quote(name) + " ";
        try {
            if (root.file(folder, FilePath.parse(name)).isEmpty()) {
                findings.add(new Finding(file, pattern.line(), place + "is not a file in " + folder + "/"));
            }
        } catch (IllegalArgumentException e) {
            findings.add(
                    new Finding(file, pattern.line(), place + "can't be a file in " + folder + "/: " + e.getMessage()));
        }
    }

    private void checkDefinitions() {
        for (Path path : Folders.filesBelow(root.path().resolve(SiteDirectory.DEFINITIONS))) {
            findings.collect(root.name(path), path, definitions::checkDefinition);
        }
    }
}
