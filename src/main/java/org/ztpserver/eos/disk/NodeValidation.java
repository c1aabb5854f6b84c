package org.ztpserver.eos.disk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.site.Finding;
import org.ztpserver.core.site.Progress;
import org.ztpserver.program.ConfigHandlers;
import org.ztpserver.site.AtomicFiles;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.Folders;

/** Checks every folder in {@code nodes/}. */
public final class NodeValidation {

    private final DataRoot root;
    private final DefinitionChecks definitions;
    private final NodeDirectory.Parsed parsed = new NodeDirectory.Parsed();

    public NodeValidation(DataRoot root, DefinitionChecks definitions) {
        this.root = root;
        this.definitions = definitions;
    }

    /** Adds all findings, node by node. The nodes are checked side by side, because there may be very many. */
    public void check(Findings findings, Progress progress) {
        List<Path> folders = Folders.list(root.path().resolve(NodeDirectories.FOLDER));
        AtomicInteger done = new AtomicInteger();
        List<List<Finding>> all = folders.parallelStream()
                .map(folder -> {
                    List<Finding> own = findings(folder);
                    progress.at("nodes", done.incrementAndGet(), folders.size());
                    return own;
                })
                .toList();
        all.forEach(findings::addAll);
    }

    private List<Finding> findings(Path folder) {
        Findings findings = new Findings();
        String name = folder.getFileName().toString();
        if (Files.isDirectory(folder) && !name.startsWith(AtomicFiles.UNFINISHED)) {
            check(folder, name, findings);
        }
        return findings.list();
    }

    private void check(Path folder, String name, Findings findings) {
        String path = NodeDirectories.FOLDER + "/" + name;
        try {
            NodeId.parse(name);
        } catch (IllegalArgumentException e) {
            findings.in(path).add(0, "no switch can have this name: " + e.getMessage());
            return;
        }
        Optional<Path> real = root.real(folder);
        if (real.isEmpty()) {
            findings.in(path).add(0, "leads out of the data root: the server does not follow it");
            return;
        }
        NodeDirectory node = new NodeDirectory(root, real.get(), name, parsed);
        if (!node.hasDefinition() && !node.hasStartupConfig()) {
            findings.in(path).add(0, "has neither a definition nor a startup-config: add one, or remove the folder");
        }
        findings.collect(node::node);
        findings.collect(node::progress);
        findings.collect(node::pattern);
        read(real.get(), NodeDirectory.DEFINITION)
                .ifPresent(bytes -> definitions.definition(path + "/" + NodeDirectory.DEFINITION, bytes, findings));
        read(real.get(), NodeDirectory.ATTRIBUTES)
                .ifPresent(bytes -> definitions.attributes(path + "/" + NodeDirectory.ATTRIBUTES, bytes, findings));
        file(real.get(), ConfigHandlers.FILE)
                .filter(handler -> !Files.isExecutable(handler))
                .ifPresent(
                        handler -> findings.in(path + "/" + ConfigHandlers.FILE).add(0, "is not executable: chmod +x"));
    }

    private Optional<byte[]> read(Path folder, String name) {
        return file(folder, name).flatMap(DataRoot::readIfThere);
    }

    private Optional<Path> file(Path folder, String name) {
        return root.real(folder.resolve(name)).filter(Files::isRegularFile);
    }
}
