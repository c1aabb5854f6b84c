package org.ztpserver.repository;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Whose a file is, which stays so when the server, or root on the command line, writes it anew. */
public final class Ownership {

    private Ownership() {}

    /** Gives a file the owner and the group of another, as far as this user may. */
    public static void copy(Path from, Path to) throws IOException {
        if (!isPosix(from.getFileSystem())) {
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
        PosixFileAttributes has = Files.readAttributes(to, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        try {
            if (!wanted.owner().equals(has.owner())) {
                view.setOwner(wanted.owner());
            }
            if (!wanted.group().equals(has.group())) {
                view.setGroup(wanted.group());
            }
        } catch (IOException e) {
            // an ordinary user can't give files away
        }
    }

    /** Gives a file also the permissions of another. */
    public static void copyAll(Path from, Path to) throws IOException {
        copy(from, to);
        if (isPosix(from.getFileSystem())) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }

    private static boolean isPosix(FileSystem fileSystem) {
        return fileSystem.supportedFileAttributeViews().contains("posix");
    }
}
