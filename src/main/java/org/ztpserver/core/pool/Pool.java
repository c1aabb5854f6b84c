package org.ztpserver.core.pool;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list of values, each free or owned. An owner keeps its value. An owner without one gets the first free
 * value.
 *
 * <p>Not thread-safe.
 */
public final class Pool {

    private final List<String> values;
    private final List<@Nullable String> owners;
    private final UnaryOperator<String> normalize;
    private final Map<String, Integer> byOwner = new HashMap<>();
    private final BitSet free = new BitSet();

    /**
     * Creates a pool with the given state.
     *
     * @param values the values in their order
     * @param owners the owners of the values at the same places; null for a free value
     * @param normalize converts all spellings of one owner to the same text
     */
    public Pool(List<String> values, List<? extends @Nullable String> owners, UnaryOperator<String> normalize) {
        this.values = List.copyOf(values);
        this.owners = new ArrayList<>(owners);
        this.normalize = normalize;
        for (int i = 0; i < values.size(); i++) {
            String owner = this.owners.get(i);
            if (owner == null) {
                free.set(i);
            } else {
                byOwner.putIfAbsent(normalize.apply(owner), i);
            }
        }
    }

    /** The number of values. */
    public int size() {
        return values.size();
    }

    public String value(int index) {
        return values.get(index);
    }

    /** The owner of the value at this place; null if it is free. */
    public @Nullable String owner(int index) {
        return owners.get(index);
    }

    /** The place of the owner's value; the first one if the owner has several. */
    public OptionalInt ownedBy(String owner) {
        Integer index = byOwner.get(normalize.apply(owner));
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The place of the first free value. */
    public OptionalInt firstFree() {
        int index = free.nextSetBit(0);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** Gives a free value to an owner that has none. */
    public void assign(int index, String owner) {
        if (!free.get(index) || byOwner.putIfAbsent(normalize.apply(owner), index) != null) {
            throw new IllegalStateException("value " + index + " is not free, or " + owner + " already has one");
        }
        free.clear(index);
        owners.set(index, owner);
    }

    /** Makes a value free. */
    public void release(int index) {
        String owner = owners.set(index, null);
        if (owner != null) {
            byOwner.remove(normalize.apply(owner), index);
        }
        free.set(index);
    }
}
