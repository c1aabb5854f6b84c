package org.ztpserver.site;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parsed forms of small files by their bytes, for files of which there are many with the same content: all nodes that
 * match one pattern have the same definition, each in a file of its own. The least recently used ones are forgotten.
 *
 * @param <T> the parsed form, which is immutable, and does not depend on the name of the file
 */
public final class ParsedContents<T> {

    /** Parses the bytes of a file. */
    public interface Parser<T> {

        /** @param file its name, for messages */
        T parse(String file, byte[] bytes);
    }

    /** Together; a parsed form takes several times the memory of its file. */
    private static final int CAPACITY_BYTES = 1 << 20;

    private static final int MAX_FILE_BYTES = CAPACITY_BYTES / 16;

    private final Parser<T> parser;
    private final Map<ByteBuffer, T> known = new LinkedHashMap<>(16, 0.75f, true);
    private long knownBytes;

    public ParsedContents(Parser<T> parser) {
        this.parser = parser;
    }

    /**
     * The parsed form of these bytes, which the caller must not change.
     *
     * @param file the name of the file, for messages
     */
    public T get(String file, byte[] bytes) {
        ByteBuffer key = ByteBuffer.wrap(bytes);
        return find(key).orElseGet(() -> {
            T parsed = parser.parse(file, bytes);
            if (bytes.length <= MAX_FILE_BYTES) {
                keep(key, parsed);
            }
            return parsed;
        });
    }

    private synchronized Optional<T> find(ByteBuffer key) {
        return Optional.ofNullable(known.get(key));
    }

    private synchronized void keep(ByteBuffer key, T parsed) {
        @Nullable T before = known.put(key, parsed);
        if (before == null) {
            knownBytes += key.remaining();
        }
        for (Iterator<ByteBuffer> eldest = known.keySet().iterator(); knownBytes > CAPACITY_BYTES; ) {
            knownBytes -= eldest.next().remaining();
            eldest.remove();
        }
    }
}
