package org.ztpserver.poap.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.poap.RenderedConfigs;
import org.ztpserver.render.ConfigTemplates;
import org.ztpserver.site.AtomicFiles;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.ParsedFiles;
import org.ztpserver.site.yaml.YamlReader;

/** {@code poap/templates/} on disk: the templates and, because it is the TFTP root, the rendered configurations. */
public final class PoapTemplates implements ConfigTemplates, RenderedConfigs {

    /** Below the data root. */
    public static final String FOLDER = PoapRecords.FOLDER + "/templates";

    private final DataRoot root;
    private final DataRoot state;
    private final ParsedFiles<String> texts = new ParsedFiles<>(YamlReader::text);

    /** @param state where the rendered configurations go */
    public PoapTemplates(DataRoot root, DataRoot state) {
        this.root = root;
        this.state = state;
    }

    @Override
    public String folder() {
        return FOLDER;
    }

    @Override
    public Optional<String> text(FilePath template) {
        return root.file(FOLDER, template).flatMap(file -> texts.get(FOLDER + "/" + template, file));
    }

    @Override
    public void store(SerialNumber serial, byte[] config) {
        Path target = state.writableFolder(FOLDER).resolve(serial + ".cfg");
        try {
            AtomicFiles.replace(target, config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
