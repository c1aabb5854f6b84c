package org.ztpserver.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whose a file is, which stays so when the server, or root on the command line, writes it anew. */
public final class Ownership {

    private Ownership() {}

    /** Gives a file the owner and the group of another, each if this user may. */
    public static void copy(Path from, Path to) throws IOException {
        if (!supports(from, "unix")) {
            return;
        }
        // By number: to ask for a name may be to ask a directory on the network.
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

    /** Gives a file also the permissions of another. */
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
