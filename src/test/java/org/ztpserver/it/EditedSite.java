package org.ztpserver.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.ztpserver.it.contract.SiteFiles;

/**
 * A data root whose files for operators are links through {@code live}, which leads to one of two folders with all of
 * them. It knows every way in which such a file changes.
 */
final class EditedSite {

    /** How a file is edited. */
    enum Edit {
        IN_PLACE,
        WITH_ITS_OLD_TIME,
        BY_RENAMING,
        BY_SWITCHING_A_LINK
    }

    private static final String LIVE = "live";

    /** The files in each of the two folders. */
    private static final List<String> FILES = List.of("neighbordb", "leaf", "podvars.yml", "mgmt.ftl");

    private final SiteFiles files;
    private String folder = "one";

    /** @param root an empty folder for the data root */
    EditedSite(Path root) {
        files = new SiteFiles(root);
        files.link(LIVE, Path.of(folder));
        files.link("neighbordb", Path.of(LIVE, "neighbordb"));
        files.link("definitions/leaf", Path.of("..", LIVE, "leaf"));
        files.link("poap/podvars.yml", Path.of("..", LIVE, "podvars.yml"));
        files.link("poap/templates/mgmt.ftl", Path.of("..", "..", LIVE, "mgmt.ftl"));
        FILES.forEach(name -> files.write(folder + "/" + name, "# nothing yet\n"));
    }

    SiteFiles files() {
        return files;
    }

    void edit(Edit kind, String file, String text) {
        try {
            Path path = files.path(folder + "/" + file);
            switch (kind) {
                case IN_PLACE -> Files.writeString(path, text);
                case WITH_ITS_OLD_TIME -> {
                    FileTime time = Files.getLastModifiedTime(path);
                    Files.writeString(path, text);
                    Files.setLastModifiedTime(path, time);
                }
                case BY_RENAMING -> {
                    Path next = files.write(folder + "/next", text);
                    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
                }
                case BY_SWITCHING_A_LINK -> switchLink(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void switchLink(String file, String text) throws IOException {
        String other = folder.equals("one") ? "two" : "one";
        for (String name : FILES) {
            files.write(other + "/" + name, name.equals(file) ? text : files.text(folder + "/" + name));
        }
        files.link("next", Path.of(other));
        Files.move(files.path("next"), files.path(LIVE), StandardCopyOption.ATOMIC_MOVE);
        folder = other;
    }
}
