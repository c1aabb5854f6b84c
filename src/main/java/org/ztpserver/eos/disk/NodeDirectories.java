package org.ztpserver.eos.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.eos.NewNode;
import org.ztpserver.eos.NodeFolder;
import org.ztpserver.eos.NodeFolders;
import org.ztpserver.program.ConfigHandlers;
import org.ztpserver.progress.ProgressReport;
import org.ztpserver.progress.ProgressStore;
import org.ztpserver.site.AtomicFiles;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.Folders;

/** {@code nodes/} on disk. */
public final class NodeDirectories implements NodeFolders, ProgressStore {

    public static final String FOLDER = "nodes";

    private final DataRoot root;
    private final IdentifierScheme scheme;
    private final NodeDirectory.Parsed parsed = new NodeDirectory.Parsed();

    public NodeDirectories(DataRoot root, IdentifierScheme scheme) {
        this.root = root;
        this.scheme = scheme;
    }

    @Override
    public Optional<NodeFolder> find(NodeId id) {
        return directory(id).map(directory -> directory);
    }

    @Override
    public boolean store(NodeId id, ProgressReport report) {
        Optional<NodeDirectory> node = directory(id);
        node.ifPresent(directory -> directory.storeProgress(report));
        return node.isPresent();
    }

    private Optional<NodeDirectory> directory(NodeId id) {
        return spellings(id).stream().flatMap(name -> folder(name).stream()).findFirst();
    }

    /** With {@code systemmac}, the folder's name is in lower case, but an operator may have created it in upper case. */
    private List<String> spellings(NodeId id) {
        return switch (scheme) {
            case SERIALNUMBER -> List.of(id.value());
            case SYSTEMMAC ->
                List.of(id.value().toLowerCase(Locale.ROOT), id.value().toUpperCase(Locale.ROOT));
        };
    }

    private Optional<NodeDirectory> folder(String name) {
        DataRoot now = root.now();
        return now.real(now.path().resolve(FOLDER).resolve(name))
                .filter(Files::isDirectory)
                .map(path -> new NodeDirectory(now, path, name, parsed));
    }

    @Override
    public boolean create(NodeId id, NewNode contents) {
        Path nodes = root.writableFolder(FOLDER);
        Path target = nodes.resolve(spellings(id).get(0));
        Path unfinished = AtomicFiles.unfinished(nodes);
        try {
            Files.createDirectory(unfinished);
            try {
                fill(unfinished, contents);
                AtomicFiles.sync(unfinished);
                return moveInPlace(unfinished, nodes, target);
            } finally {
                Folders.deleteTree(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean moveInPlace(Path unfinished, Path nodes, Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            // rename(2) does not replace a folder that is not empty: of several requests, one wins.
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            throw e;
        }
        AtomicFiles.sync(nodes);
        return true;
    }

    private static void fill(Path folder, NewNode contents) throws IOException {
        AtomicFiles.writeNew(folder.resolve(NodeDirectory.NODE), NodeFile.write(contents.node()));
        if (contents instanceof NewNode.WithConfig withConfig) {
            byte[] config = withConfig.startupConfig().getBytes(StandardCharsets.UTF_8);
            AtomicFiles.writeNew(folder.resolve(NodeDirectory.STARTUP_CONFIG), config);
        } else if (contents instanceof NewNode.Matched matched) {
            AtomicFiles.writeNew(folder.resolve(NodeDirectory.DEFINITION), matched.definition());
            AtomicFiles.writeNew(folder.resolve(NodeDirectory.PATTERN), PatternFile.write(matched.pattern()));
            if (matched.configHandler() != null) {
                Path handler = folder.resolve(ConfigHandlers.FILE);
                AtomicFiles.writeNew(handler, matched.configHandler());
                if (!handler.toFile().setExecutable(true)) {
                    throw new IOException(handler + " can't be made executable");
                }
            }
        }
    }
}
