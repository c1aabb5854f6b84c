package org.ztpserver.repository.pool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.pool.Pool;
import org.ztpserver.provisioning.InvalidFileException;
import org.ztpserver.repository.yaml.YamlWriter;

/**
 * A pool and the text of its file. Only the owners that change are written anew: comments, order, quoting and blank lines
 * stay as the operator left them.
 *
 * <p>Not for several threads at once.
 */
final class PoolFile {

    private static final String FREE = "null";

    private final Pool pool;
    private byte[] text;

    /** Where the owners begin in the text, in bytes. */
    private int[] starts;

    private int[] ends;

    /** The owners that the text has. */
    private final @Nullable String[] written;

    /** Where the pool may differ from the text. */
    private final BitSet touched = new BitSet();

    PoolFile(Pool pool, byte[] text, int[] starts, int[] ends) {
        this.pool = pool;
        this.text = text;
        this.starts = starts;
        this.ends = ends;
        this.written = new String[pool.size()];
        for (int i = 0; i < written.length; i++) {
            written[i] = pool.owner(i);
        }
    }

    /**
     * Reads a pool: a YAML map of {@code value: owner} lines, {@code null} or nothing for a free value.
     *
     * @param normalize brings two spellings of one owner to the same text
     * @throws InvalidFileException with everything that is wrong
     */
    static PoolFile parse(String file, byte[] bytes, UnaryOperator<String> normalize) {
        return new PoolParser(file, bytes, normalize).parse();
    }

    Pool pool() {
        return pool;
    }

    /** The text as it was read, or last written. */
    byte[] text() {
        return text;
    }

    /** Gives a free value to an owner that has none. */
    void assign(int index, String owner) {
        pool.assign(index, owner);
        touched.set(index);
    }

    /** Makes a value free. */
    void release(int index) {
        pool.release(index);
        touched.set(index);
    }

    boolean changed() {
        return touched.stream().anyMatch(this::differs);
    }

    private boolean differs(int index) {
        return !Objects.equals(written[index], pool.owner(index));
    }

    /** The text of the file with the changes in it, and where the owners stand in it. */
    record Rendered(byte[] text, int[] starts, int[] ends) {}

    /** The text with the changes in it, not yet taken over. */
    Rendered render() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 32 * touched.cardinality());
        int[] newStarts = starts.clone();
        int[] newEnds = ends.clone();
        int copied = 0;
        int shift = 0;
        int shifted = 0;
        for (int index : touched.stream().filter(this::differs).toArray()) {
            shift(newStarts, newEnds, shifted, index, shift);
            shifted = index + 1;
            out.write(text, copied, starts[index] - copied);
            copied = ends[index];
            if (starts[index] == ends[index] && text[starts[index] - 1] == ':') {
                out.write(' '); // nothing stood behind the colon
            }
            newStarts[index] = out.size();
            out.writeBytes(scalar(pool.owner(index)).getBytes(StandardCharsets.UTF_8));
            newEnds[index] = out.size();
            shift = newEnds[index] - ends[index];
        }
        shift(newStarts, newEnds, shifted, starts.length, shift);
        out.write(text, copied, text.length - copied);
        return new Rendered(out.toByteArray(), newStarts, newEnds);
    }

    private static void shift(int[] starts, int[] ends, int from, int to, int by) {
        for (int i = from; by != 0 && i < to; i++) {
            starts[i] += by;
            ends[i] += by;
        }
    }

    private static String scalar(@Nullable String owner) {
        return owner == null ? FREE : YamlWriter.scalar(owner);
    }

    /** Takes over what {@link #render} gave, once it is on disk. */
    void accept(Rendered rendered) {
        text = rendered.text;
        starts = rendered.starts;
        ends = rendered.ends;
        touched.stream().forEach(index -> written[index] = pool.owner(index));
        touched.clear();
    }
}
