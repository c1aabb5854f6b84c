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
 * The parsed form of files that are read on access: parsed again as soon as the file is another, and never trusted when
 * it was read so soon after a write that the next write could look the same.
 *
 * @param <T> the parsed form, immutable
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

    /** The parsed form of the file as it is now; empty when it is gone. */
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
