package org.ztpserver.repository;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ztpserver.core.node.NodeId;

/** Looks at every folder in {@code nodes/}. */
final class NodeValidation {

    private final DataRoot root;
    private final DefinitionValidation definitions;
    private final SiteFindings findings;

    NodeValidation(DataRoot root, DefinitionValidation definitions, SiteFindings findings) {
        this.root = root;
        this.definitions = definitions;
        this.findings = findings;
    }

    /** Adds what is wrong. */
    void run() {
        for (Path folder : Folders.list(root.path().resolve(NodeDirectories.FOLDER))) {
            String name = folder.getFileName().toString();
            if (Files.isDirectory(folder) && !name.startsWith(AtomicFiles.UNFINISHED)) {
                check(folder, name);
            }
        }
    }

    private void check(Path folder, String name) {
        String path = NodeDirectories.FOLDER + "/" + name;
        try {
            NodeId.parse(name);
        } catch (IllegalArgumentException e) {
            findings.add(path, "no switch can have this name: " + e.getMessage());
            return;
        }
        Optional<Path> real = root.real(folder);
        if (real.isEmpty()) {
            findings.add(path, "leads out of the data root: the server does not follow it");
            return;
        }
        NodeDirectory node = new NodeDirectory(root, real.get(), name);
        if (!node.hasDefinition() && !node.hasStartupConfig()) {
            findings.add(path, "has neither a definition nor a startup-config: add one, or remove the folder");
        }
        findings.collect(node::node);
        findings.collect(node::progress);
        findings.collect(node::pattern);
        file(real.get(), NodeDirectory.DEFINITION)
                .ifPresent(file ->
                        findings.collect(path + "/" + NodeDirectory.DEFINITION, file, definitions::checkDefinition));
        file(real.get(), NodeDirectory.ATTRIBUTES)
                .ifPresent(file ->
                        findings.collect(path + "/" + NodeDirectory.ATTRIBUTES, file, definitions::checkAttributes));
        file(real.get(), NodeDirectory.CONFIG_HANDLER)
                .filter(handler -> !Files.isExecutable(handler))
                .ifPresent(handler ->
                        findings.add(path + "/" + NodeDirectory.CONFIG_HANDLER, "is not executable: chmod +x"));
    }

    private Optional<Path> file(Path folder, String name) {
        return root.real(folder.resolve(name)).filter(Files::isRegularFile);
    }
}
