package org.ztpserver.core.site;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The path of a file below one of the folders of the data root: one or more names, with {@code /} between them.
 *
 * <p>A path from outside becomes this type once, at the door, and can't lead out of its folder by its text. Whether a
 * symbolic link leads out is for the data root to see.
 */
public record FilePath(List<String> names) {

    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_NAMES = 64;

    public FilePath {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("the path of a file is empty");
        }
        if (names.size() > MAX_NAMES) {
            throw new IllegalArgumentException("the path of a file has more than " + MAX_NAMES + " names");
        }
        names.forEach(FilePath::check);
    }

    /**
     * Reads {@code a/b/c}, already decoded.
     *
     * @throws IllegalArgumentException when a name is empty, {@code .} or {@code ..}, is longer than 255 bytes, or holds
     *     a backslash or a control character; the message does not repeat the path
     */
    public static FilePath parse(String text) {
        return new FilePath(List.of(text.split("/", -1)));
    }

    private static void check(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the path of a file has an empty name in it");
        }
        if (name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("the path of a file has '" + name + "' in it");
        }
        if (name.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
            throw new IllegalArgumentException("the path of a file has a backslash or a control character in it");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("the path of a file has a name of more than 255 bytes in it");
        }
    }

    @Override
    public String toString() {
        return String.join("/", names);
    }
}
