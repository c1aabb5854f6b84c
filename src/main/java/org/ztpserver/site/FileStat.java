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
 * The state of a file in the file system. Equal states mean the same bytes, unless the file was written within one
 * clock tick of the query.
 *
 * @param key device and inode of the file; a file renamed over another has its own key
 * @param changed when the inode changed; unlike the modification time, no tool can set it back
 */
public record FileStat(long size, FileTime modified, FileTime changed, String key) {

    /**
     * Longer than the coarsest time stamp in use (FAT and some network file systems: 2 s). Two writes within this time
     * can result in the same state.
     */
    private static final Duration RACY = Duration.ofMillis(2_500);

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

    /** A text that identifies this state of the file. It is the same on all servers that share the data root. */
    public String tag() {
        return Long.toHexString(size) + "-" + Long.toHexString(modified.to(TimeUnit.NANOSECONDS)) + "-"
                + Long.toHexString(changed.to(TimeUnit.NANOSECONDS));
    }

    /** Whether the state of the file tells a read at this moment from any later content (see "racily clean" in git). */
    public boolean settledAt(Instant moment) {
        Instant limit = moment.minus(RACY);
        return modified.toInstant().isBefore(limit) && changed.toInstant().isBefore(limit);
    }
}
