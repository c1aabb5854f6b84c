package org.ztpserver.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.ztpserver.it.contract.SiteFiles;

/** The data root that ships in the WAR, and what a test adds to it. */
final class StarterSite {

    private static final String PACKED = "WEB-INF/dataroot/";

    private final Path root;
    private final SiteFiles files;

    /** @param root a folder that gets a copy of the starter */
    StarterSite(Path root) throws IOException {
        this.root = root;
        this.files = new SiteFiles(root);
        try (ZipFile war = new ZipFile(Cli.war().toFile())) {
            for (ZipEntry entry : war.stream().toList()) {
                if (entry.getName().startsWith(PACKED) && !entry.isDirectory()) {
                    files.write(
                            entry.getName().substring(PACKED.length()),
                            war.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    Path root() {
        return root;
    }

    SiteFiles files() {
        return files;
    }

    /** Has neighbordb give this definition to the switch with this serial number. */
    void define(String serial, String definition) throws IOException {
        files.write("definitions/" + serial, definition);
        Files.writeString(
                files.path("neighbordb"),
                "  - {name: " + serial + ", definition: " + serial + ", node: " + serial + "}\n",
                UTF_8,
                StandardOpenOption.APPEND);
    }
}
