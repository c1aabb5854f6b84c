package org.ztpserver.app;

import jakarta.servlet.ServletContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.site.StarterDataRoot;

/** The starter site in the WAR. */
final class PackedStarter implements StarterDataRoot.Source {

    private static final String FOLDER = "/WEB-INF/dataroot/";

    private final ServletContext context;

    PackedStarter(ServletContext context) {
        this.context = context;
    }

    @Override
    public List<FilePath> files() {
        List<FilePath> files = new ArrayList<>();
        collect(FOLDER, files);
        return files;
    }

    private void collect(String folder, List<FilePath> files) {
        Set<String> entries = context.getResourcePaths(folder);
        for (String path : new TreeSet<>(entries == null ? Set.of() : entries)) {
            if (path.endsWith("/")) {
                collect(path, files);
            } else {
                files.add(FilePath.parse(path.substring(FOLDER.length())));
            }
        }
    }

    @Override
    public InputStream open(FilePath file) throws IOException {
        InputStream in = context.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new FileNotFoundException(FOLDER + file);
        }
        return in;
    }
}
