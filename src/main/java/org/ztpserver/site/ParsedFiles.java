package org.ztpserver.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.ztpserver.core.fault.ProvisioningException;

/**
 * A cache of parsed files. An edit is visible to the next request, and is parsed once: requests that find a changed
 * file wait for one of them to read it. As long as the state of the file can't tell two edits apart ({@link Sighting}),
 * the file is read again, but parsed only if its content is another one.
 *
 * @param <T> the parsed form, which is immutable
 */
public final class ParsedFiles<T> {

    /** Parses the bytes of a file. */
    public interface Parser<T> {

        /**
         * @param name the name of the file in the data root, for messages
         * @throws ProvisioningException if the content is wrong; the same content is not parsed again
         */
        T parse(String name, byte[] bytes);
    }

    /** More than a site has of one kind; it limits what is kept of files that nobody asks for any more. */
    private static final int MAX_FILES = 10_000;

    private final Parser<T> parser;
    private final Disk disk;
    private final LongSupplier clock;
    private final Map<String, ParsedFile<T>> files;

    public ParsedFiles(Parser<T> parser) {
        this(parser, MAX_FILES, Disk.REAL, System::nanoTime);
    }

    /** @param clock in nanoseconds, like {@link System#nanoTime} */
    ParsedFiles(Parser<T> parser, int maxFiles, Disk disk, LongSupplier clock) {
        this.parser = parser;
        this.disk = disk;
        this.clock = clock;
        this.files = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ParsedFile<T>> eldest) {
                return size() > maxFiles;
            }
        };
    }

    /**
     * The parsed form of the current file; empty if it is missing.
     *
     * @param name its name in the data root; what is kept under it is replaced when a link of the path leads elsewhere
     * @param path where it is now, links resolved
     * @throws ProvisioningException if its content is wrong
     */
    public Optional<T> get(String name, Path path) {
        try {
            return Optional.of(file(name).get(path));
        } catch (NoSuchFileException e) {
            forget(name);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ParsedFile<T> file(String name) {
        synchronized (files) {
            return files.computeIfAbsent(name, key -> new ParsedFile<>(bytes -> parser.parse(key, bytes), disk, clock));
        }
    }

    private void forget(String name) {
        synchronized (files) {
            files.remove(name);
        }
    }
}
