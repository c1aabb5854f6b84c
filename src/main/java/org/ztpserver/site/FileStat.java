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
 * What the file system says of a file: two equal stats stand for the same bytes, unless the file was written within a
 * clock tick of being looked at.
 *
 * @param key of the file itself (device and inode): a file renamed over another has its own
 * @param changed when the inode changed: no tool can set it back, unlike the modification time
 */
public record FileStat(long size, FileTime modified, FileTime changed, String key) {

    /**
     * Longer than the coarsest time stamp in use (FAT and some network file systems: 2 s). Within that time of a write,
     * another write may leave the same stat behind.
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

    /** Whether it was written to, or put there, within this time before the moment. */
    public boolean changedWithin(Duration time, Instant moment) {
        Instant limit = moment.minus(time);
        return modified.toInstant().isAfter(limit) || changed.toInstant().isAfter(limit);
    }

    /** Whether it is the same file with the same bytes, wherever its names are: a rename changes the inode, too. */
    public boolean sameContent(FileStat other) {
        return size == other.size && modified.equals(other.modified) && key.equals(other.key);
    }

    /** Tells this state of the file from any other: the same on every server that shares the data root. */
    public String tag() {
        return Long.toHexString(size) + "-" + Long.toHexString(modified.to(TimeUnit.NANOSECONDS)) + "-"
                + Long.toHexString(changed.to(TimeUnit.NANOSECONDS));
    }

    /** Whether a read at this moment can be told from any later state of the file by its stat (git: racily clean). */
    public boolean settledAt(Instant moment) {
        Instant limit = moment.minus(RACY);
        return modified.toInstant().isBefore(limit) && changed.toInstant().isBefore(limit);
    }
}
