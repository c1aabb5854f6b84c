package org.ztpserver.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The state of a file in the file system. Two writes within one tick of the file server's clock can leave the same
 * state; {@link Sighting} tells when an equal state proves an equal content.
 *
 * @param key device and inode of the file; a file renamed over another has its own key
 * @param changed when the inode changed; unlike the modification time, no tool can set it back
 */
public record FileStat(long size, FileTime modified, FileTime changed, String key) {

    /** Looks at a file; {@code FileStat::of}, or another file system in a test. */
    public interface Source {
        FileStat of(Path path) throws IOException;
    }

    public static FileStat of(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Map<String, Object> unix = Files.readAttributes(path, "unix:size,lastModifiedTime,ctime,dev,ino");
            return new FileStat(
                    (Long) Objects.requireNonNull(unix.get("size")),
                    (FileTime) Objects.requireNonNull(unix.get("lastModifiedTime")),
                    (FileTime) Objects.requireNonNull(unix.get("ctime")),
                    unix.get("dev") + ":" + unix.get("ino"));
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new FileStat(
                attributes.size(),
                attributes.lastModifiedTime(),
                attributes.lastModifiedTime(),
                String.valueOf(attributes.fileKey()));
    }

    /** Whether the file was written, or put in place, within this time before the moment. */
    public boolean changedWithin(Duration time, Instant moment) {
        Instant limit = moment.minus(time);
        return modified.toInstant().isAfter(limit) || changed.toInstant().isAfter(limit);
    }

    /** Whether it is the same file with the same bytes, under any name. A rename changes the inode, too. */
    public boolean sameContent(FileStat other) {
        return size == other.size && modified.equals(other.modified) && key.equals(other.key);
    }

    /** The same state without device and inode. */
    public FileStat withoutKey() {
        return new FileStat(size, modified, changed, "");
    }

    /** A text that identifies this state of the file. It is the same on all servers that share the data root. */
    public String tag() {
        return Long.toHexString(size) + "-" + Long.toHexString(modified.to(TimeUnit.NANOSECONDS)) + "-"
                + Long.toHexString(changed.to(TimeUnit.NANOSECONDS));
    }
}
