package org.ztpserver.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cache of parsed files. It parses a file again when the file has changed. It does not trust a copy that was read so
 * soon after a write that another write could have the same time stamp.
 *
 * @param <T> the parsed form, which is immutable
 */
public final class ParsedFiles<T> {

    /** Parses the bytes of a file. */
    public interface Parser<T> {
        T parse(Path path, byte[] bytes);
    }

    private record Entry<T>(FileStat stat, T value) {}

    private static final int MAX_ATTEMPTS = 5;

    private final Map<Path, Entry<T>> entries = new ConcurrentHashMap<>();
    private final Parser<T> parser;

    public ParsedFiles(Parser<T> parser) {
        this.parser = parser;
    }

    /** The parsed form of the current file; empty if it is missing. */
    public Optional<T> get(Path path) {
        try {
            FileStat stat = FileStat.of(path);
            Entry<T> entry = entries.get(path);
            return Optional.of(entry != null && entry.stat.equals(stat) ? entry.value : read(path, stat));
        } catch (NoSuchFileException e) {
            entries.remove(path);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private T read(Path path, FileStat before) throws IOException {
        FileStat stat = before;
        for (int attempt = 1; ; attempt++) {
            Instant start = Instant.now();
            byte[] bytes = Files.readAllBytes(path);
            FileStat after = FileStat.of(path);
            boolean whole = after.equals(stat) && bytes.length == after.size();
            if (!whole && attempt < MAX_ATTEMPTS) {
                stat = after;
                continue;
            }
            T value = parser.parse(path, bytes);
            if (whole && stat.settledAt(start)) {
                entries.put(path, new Entry<>(stat, value));
            } else {
                entries.remove(path);
            }
            return value;
        }
    }
}
