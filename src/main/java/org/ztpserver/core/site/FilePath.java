package org.ztpserver.core.site;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The path of a file below one of the folders of the data root: one or more names, separated by {@code /}.
 *
 * <p>A path from outside is converted to this type as soon as it arrives. Its text can't lead out of its folder. The
 * data root checks whether a symbolic link does.
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
     * @throws IllegalArgumentException if a name is empty, {@code .} or {@code ..}, is longer than 255 bytes, or
     *     contains a backslash or a control character; the message does not repeat the path
     */
    public static FilePath parse(String text) {
        return new FilePath(List.of(text.split("/", -1)));
    }

    private static void check(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the path of a file contains an empty name");
        }
        if (name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("the path of a file contains '" + name + "'");
        }
        if (name.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
            throw new IllegalArgumentException("the path of a file contains a backslash or a control character");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("the path of a file contains a name of more than 255 bytes");
        }
    }

    @Override
    public String toString() {
        return String.join("/", names);
    }
}
