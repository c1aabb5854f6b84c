package org.ztpserver.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;

/** Where a data root is. */
interface RootFolder {

    /** The path as it was given. */
    Path given();

    /**
     * The real path now.
     *
     * @throws ProvisioningException (UNAVAILABLE) if the folder is gone
     */
    Path real();

    /** The real path when it was last looked at. */
    Path last();

    static ProvisioningException gone(Path root, String reason) {
        return new ProvisioningException(
                FaultKind.UNAVAILABLE, "the data root " + root + " is gone: " + reason + ": mount it, or put it back");
    }

    /** The server has no right to a folder above it, or the file system is in trouble. */
    static ProvisioningException unreachable(Path root, IOException fault) {
        String reason = fault instanceof FileSystemException named ? named.getReason() : fault.getMessage();
        return new ProvisioningException(
                FaultKind.UNAVAILABLE,
                "the data root " + root + " can't be reached: "
                        + (reason == null ? fault.getClass().getSimpleName() : reason)
                        + ": let the server's user enter it, or see what is wrong with its file system");
    }

    /** How often the folder was found to be another one, now and before. */
    long changes();

    /** A folder that is not followed any more. */
    record Fixed(Path real) implements RootFolder {

        @Override
        public Path given() {
            return real;
        }

        @Override
        public Path last() {
            return real;
        }

        @Override
        public long changes() {
            return 0;
        }
    }

    /** A folder, or a link to one, that may be switched, unmounted or renamed at any time. */
    final class Followed implements RootFolder {

        private static final Logger log = LoggerFactory.getLogger(RootFolder.class);

        /** What tells a folder from any other: device and inode. */
        interface Keys {
            @Nullable
            Object of(Path real) throws IOException;
        }

        /** @param key device and inode */
        private record Identity(Path path, @Nullable Object key) {}

        private final Path given;
        private final List<String> content;
        private final Keys keys;
        private volatile Identity known;
        private long changes;

        /** @param content of which another folder has something if it may take the place of the first one */
        Followed(Path given, List<String> content) {
            this(
                    given,
                    content,
                    real -> Files.readAttributes(real, BasicFileAttributes.class)
                            .fileKey());
        }

        Followed(Path given, List<String> content, Keys keys) {
            this.given = given;
            this.content = content;
            this.keys = keys;
            try {
                known = identity();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Identity identity() throws IOException {
            Path real = given.toRealPath();
            return new Identity(real, keys.of(real));
        }

        @Override
        public Path given() {
            return given;
        }

        @Override
        public Path last() {
            return known.path;
        }

        @Override
        public synchronized long changes() {
            real();
            return changes;
        }

        @Override
        public Path real() {
            Identity now;
            try {
                now = identity();
            } catch (NoSuchFileException e) {
                throw gone(given, "it is not there any more");
            } catch (IOException e) {
                throw unreachable(given, e);
            }
            Identity before = known;
            if (!now.equals(before) && !isUnstable(now, before)) {
                if (!Objects.equals(now.key, before.key)
                        && content.stream().noneMatch(name -> exists(now.path, name))) {
                    throw gone(given, "another folder is in its place, which has none of its files");
                }
                accept(now);
            }
            return now.path;
        }

        /** Some file systems (FUSE) give a folder another inode at each look. */
        private boolean isUnstable(Identity now, Identity before) {
            try {
                Identity again = identity();
                return now.path.equals(before.path) && now.path.equals(again.path) && !now.equals(again);
            } catch (IOException e) {
                return false;
            }
        }

        private synchronized void accept(Identity now) {
            known = now;
            changes++;
            log.info("The data root {} now is {}", given, now.path);
        }

        private static boolean exists(Path root, String name) {
            return Files.exists(root.resolve(name));
        }
    }
}
