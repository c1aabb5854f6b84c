package org.ztpserver.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.provisioning.InvalidFileException;

/** Looks at every folder in {@code nodes/}. */
final class NodeValidation {

    private final DataRoot root;
    private final DefinitionValidation definitions;
    private final List<Finding> findings = new ArrayList<>();

    NodeValidation(DataRoot root, DefinitionValidation definitions) {
        this.root = root;
        this.definitions = definitions;
    }

    List<Finding> findings() {
        for (Path folder : Folders.list(root.path().resolve(NodeDirectories.FOLDER))) {
            String name = folder.getFileName().toString();
            if (Files.isDirectory(folder) && !name.startsWith(AtomicFiles.UNFINISHED)) {
                check(folder, name);
            }
        }
        return findings;
    }

    private void check(Path folder, String name) {
        String path = NodeDirectories.FOLDER + "/" + name;
        try {
            NodeId.parse(name);
        } catch (IllegalArgumentException e) {
            find(path, "no switch can have this name: " + e.getMessage());
            return;
        }
        Optional<Path> real = root.real(folder);
        if (real.isEmpty()) {
            find(path, "leads out of the data root: the server does not follow it");
            return;
        }
        NodeDirectory node = new NodeDirectory(root, real.get(), name);
        if (!node.hasDefinition() && !node.hasStartupConfig()) {
            find(path, "has neither a definition nor a startup-config: add one, or remove the folder");
        }
        collect(node::node);
        collect(node::pattern);
        file(real.get(), NodeDirectory.DEFINITION)
                .ifPresent(file ->
                        collect(() -> definitions.checkDefinition(path + "/" + NodeDirectory.DEFINITION, read(file))));
        file(real.get(), NodeDirectory.ATTRIBUTES)
                .ifPresent(file ->
                        collect(() -> definitions.checkAttributes(path + "/" + NodeDirectory.ATTRIBUTES, read(file))));
        file(real.get(), NodeDirectory.CONFIG_HANDLER)
                .filter(handler -> !Files.isExecutable(handler))
                .ifPresent(handler -> find(path + "/" + NodeDirectory.CONFIG_HANDLER, "is not executable: chmod +x"));
    }

    private Optional<Path> file(Path folder, String name) {
        return root.real(folder.resolve(name)).filter(Files::isRegularFile);
    }

    private void find(String file, String message) {
        findings.add(new Finding(file, 0, message));
    }

    private void collect(Runnable check) {
        try {
            check.run();
        } catch (InvalidFileException e) {
            findings.addAll(e.findings());
        }
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
