package org.ztpserver.resource.pool;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.pool.Pool;
import org.ztpserver.site.yaml.YamlWriter;

/**
 * A pool and the text of its file. Only owners that change are rewritten. Comments, order, quotes and blank lines stay
 * as the operator left them.
 *
 * <p>Not thread-safe.
 */
final class PoolFile {

    private static final String FREE = "null";

    private final Pool pool;
    private byte[] text;

    /** The start and length of the owners in the text, in bytes. */
    private final int[] starts;

    private final int[] lengths;

    /** The owners in the text. */
    private final @Nullable String[] written;

    /** The places where the pool may differ from the text. */
    private final BitSet touched = new BitSet();

    PoolFile(Pool pool, byte[] text, int[] starts, int[] lengths) {
        this.pool = pool;
        this.text = text;
        this.starts = starts;
        this.lengths = lengths;
        this.written = new String[pool.size()];
        for (int i = 0; i < written.length; i++) {
            written[i] = pool.owner(i);
        }
    }

    /**
     * Reads a pool: a YAML map of {@code value: owner} lines, with {@code null} or nothing for a free value.
     *
     * @param normalize converts all spellings of one owner to the same text
     * @throws ProvisioningException (INVALID_FILE) with all faults of the file
     */
    static PoolFile parse(String file, byte[] bytes, UnaryOperator<String> normalize) {
        return new PoolParser(file, bytes, normalize).parse();
    }

    Pool pool() {
        return pool;
    }

    /** The text as read, or as last written. */
    byte[] text() {
        return text;
    }

    /** Gives a free value to an owner that has none. */
    void assign(int index, String owner) {
        pool.assign(index, owner);
        touched.set(index);
    }

    /** Frees a value. */
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

    /**
     * The text with the changes, not accepted yet.
     *
     * @param changed the places with new owners
     * @param owners the texts of these owners as written, with a space before an owner where there was nothing before
     */
    record Rendered(byte[] text, int[] changed, byte[][] owners) {}

    Rendered render() {
        int[] changed = touched.stream().filter(this::differs).toArray();
        byte[][] owners = new byte[changed.length][];
        int size = text.length;
        for (int i = 0; i < changed.length; i++) {
            owners[i] = token(changed[i]).getBytes(StandardCharsets.UTF_8);
            size += owners[i].length - lengths[changed[i]];
        }
        byte[] rendered = new byte[size];
        int from = 0;
        int to = 0;
        for (int i = 0; i < changed.length; i++) {
            int start = starts[changed[i]];
            System.arraycopy(text, from, rendered, to, start - from);
            to += start - from;
            System.arraycopy(owners[i], 0, rendered, to, owners[i].length);
            to += owners[i].length;
            from = start + lengths[changed[i]];
        }
        System.arraycopy(text, from, rendered, to, text.length - from);
        return new Rendered(rendered, changed, owners);
    }

    private String token(int index) {
        String owner = pool.owner(index);
        String scalar = owner == null ? FREE : YamlWriter.scalar(owner);
        boolean colonBefore = lengths[index] == 0 && text[starts[index] - 1] == ':';
        return colonBefore ? " " + scalar : scalar; // nothing was after the colon
    }

    /** Accepts the result of {@link #render} when it is on disk. */
    void accept(Rendered rendered) {
        text = rendered.text;
        int shift = 0;
        int next = 0;
        int first = rendered.changed.length == 0 ? starts.length : rendered.changed[0];
        for (int i = first; i < starts.length; i++) {
            starts[i] += shift;
            if (next < rendered.changed.length && rendered.changed[next] == i) {
                byte[] owner = rendered.owners[next++];
                int space = owner[0] == ' ' ? 1 : 0;
                shift += owner.length - lengths[i];
                starts[i] += space;
                lengths[i] = owner.length - space;
                written[i] = pool.owner(i);
            }
        }
        touched.clear();
    }
}
