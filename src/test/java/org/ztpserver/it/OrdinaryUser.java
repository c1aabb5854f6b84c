package org.ztpserver.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A user that is not root: the one who runs the tests, or else nobody. */
final class OrdinaryUser {

    private static final int NOBODY = 65_534;

    /** Runs the command that follows as nobody. */
    static final List<String> COMMAND =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--inh-caps=-all");

    private OrdinaryUser() {}

    static boolean needed() {
        return System.getProperty("user.name").equals("root");
    }

    /** Lets everybody into a folder, and gives it to the ordinary user if asked to. */
    static Path open(Path folder, boolean owned) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (owned && needed()) {
            Files.setAttribute(folder, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        }
        return folder;
    }

    /** A copy of the WAR that everybody can read: the build's own may lie in a folder of root's. */
    static Path war(Path folder) throws IOException {
        Path copy = folder.resolve("ztpserver.war");
        Files.copy(Cli.war(), copy, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        return copy;
    }
}
