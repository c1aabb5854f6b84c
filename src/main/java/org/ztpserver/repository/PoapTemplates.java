package org.ztpserver.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.provisioning.ConfigTemplates;
import org.ztpserver.provisioning.FilePath;
import org.ztpserver.provisioning.RenderedConfigs;
import org.ztpserver.repository.yaml.Yaml;

/** {@code poap/templates/} on disk: the templates, and beside them what is made of them, because it is the TFTP root. */
public final class PoapTemplates implements ConfigTemplates, RenderedConfigs {

    private static final String FOLDER_PATH = FOLDER.substring(0, FOLDER.length() - 1);

    private final DataRoot root;
    private final ParsedFiles<String> texts;

    public PoapTemplates(DataRoot root) {
        this.root = root;
        this.texts = new ParsedFiles<>((path, bytes) -> Yaml.text(root.name(path), bytes));
    }

    @Override
    public Optional<String> text(FilePath template) {
        return root.file(FOLDER_PATH, template).map(texts::get);
    }

    @Override
    public void store(SerialNumber serial, byte[] config) {
        Path target = root.writableFolder(FOLDER_PATH).resolve(serial + ".cfg");
        try {
            AtomicFiles.replace(target, config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
