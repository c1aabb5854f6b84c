package org.ztpserver.app;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.site.AtomicFiles;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.Folders;

/**
 * Removes files and folders that killed servers have left unfinished. This happens once, on a thread of its own, because
 * a large site takes a while.
 */
final class AbandonedFiles implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AbandonedFiles.class);

    /** Longer than any request, and than the clocks of servers differ. */
    private static final Duration AGE = Duration.ofHours(1);

    /** A name by {@link AtomicFiles#unfinished}. An operator's file may begin with a tilde, too. */
    private static final Pattern NAME =
            Pattern.compile(AtomicFiles.UNFINISHED + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** {@code nodes/<id>/<file>}, {@code poap/collected/<file>}. */
    private static final int DEPTH = 2;

    private final DataRoot root;
    private final List<String> folders;
    private final Thread thread = new Thread(this::run, "clean-up");
    private volatile boolean stopped;

    /** @param folders where to look, below the data root */
    AbandonedFiles(DataRoot root, List<String> folders) {
        this.root = root;
        this.folders = folders;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            remove(Instant.now());
        } catch (IOException | RuntimeException e) {
            log.warn("can't look for files that were never finished: {}", e.toString());
        }
    }

    /** Removes what is an hour older than this. */
    void remove(Instant now) throws IOException {
        Visitor visitor = new Visitor(now.minus(AGE));
        for (String folder : folders) {
            Path path = root.path().resolve(folder);
            if (Files.isDirectory(path)) {
                Files.walkFileTree(path, Set.of(), DEPTH, visitor);
            }
        }
    }

    /** Ends the work. */
    @Override
    public void close() {
        stopped = true;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        private final Instant limit;

        Visitor(Instant limit) {
            this.limit = limit;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return visit(folder, attributes) ? FileVisitResult.SKIP_SUBTREE : next();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            visit(file, attributes);
            return next();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException fault) {
            return next(); // somebody else has removed it, or this user can't read it
        }

        private FileVisitResult next() {
            return stopped ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        private boolean visit(Path path, BasicFileAttributes attributes) {
            if (!NAME.matcher(path.getFileName().toString()).matches()
                    || attributes.lastModifiedTime().toInstant().isAfter(limit)) {
                return false;
            }
            try {
                Folders.deleteTree(path);
                log.info("Removed {}, which was never finished", root.name(path));
            } catch (IOException e) {
                log.warn("{} was never finished and can't be removed: {}", root.name(path), e.toString());
            }
            return true;
        }
    }
}
