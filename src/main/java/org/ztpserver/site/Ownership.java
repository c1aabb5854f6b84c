package org.ztpserver.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps the owner of a file when the server, or root on the command line, replaces it. */
public final class Ownership {

    private Ownership() {}

    /** Gives a file the owner and the group of another file, as far as this user is allowed to. */
    public static void copy(Path from, Path to) throws IOException {
        if (!supports(from, "unix")) {
            return;
        }
        // By number, because the lookup of a name may ask a directory on the network.
        for (String id : List.of("unix:uid", "unix:gid")) {
            Object wanted = Files.getAttribute(from, id);
            if (!wanted.equals(Files.getAttribute(to, id))) {
                try {
                    Files.setAttribute(to, id, wanted);
                } catch (IOException e) {
                    // an ordinary user can't give files away
                }
            }
        }
    }

    /** Also copies the permissions. */
    public static void copyAll(Path from, Path to) throws IOException {
        copy(from, to);
        if (supports(from, "posix")) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }

    private static boolean supports(Path path, String view) {
        return path.getFileSystem().supportedFileAttributeViews().contains(view);
    }
}
