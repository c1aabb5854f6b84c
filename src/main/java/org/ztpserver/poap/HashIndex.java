package org.ztpserver.poap;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the numbers of things by the hash of a key. It does not keep the keys, which saves most of the memory of a map;
 * so whoever looks something up compares the keys.
 */
final class HashIndex {

    private static final int NONE = -1;

    /** The newest place for each slot; there are at least as many slots as places, and a power of two. */
    private int[] slots = new int[16];

    /** By place: the hash and the number that were added, and the next older place of the same slot. */
    private int[] hashes = new int[16];

    private int[] numbers = new int[16];
    private int[] older = new int[16];
    private int size;

    HashIndex() {
        Arrays.fill(slots, NONE);
    }

    void add(Object key, int number) {
        if (size == slots.length) {
            grow();
        }
        hashes[size] = spread(key);
        numbers[size] = number;
        link(size);
        size++;
    }

    private void grow() {
        int length = 2 * size;
        hashes = Arrays.copyOf(hashes, length);
        numbers = Arrays.copyOf(numbers, length);
        older = Arrays.copyOf(older, length);
        slots = new int[length];
        Arrays.fill(slots, NONE);
        for (int place = 0; place < size; place++) {
            link(place);
        }
    }

    private void link(int place) {
        int slot = hashes[place] & (slots.length - 1);
        older[place] = slots[slot];
        slots[slot] = place;
    }

    private static int spread(Object key) {
        int hash = key.hashCode();
        return hash ^ (hash >>> 16);
    }

    /** The numbers that were added with this key, and perhaps some of others, in ascending order. */
    IntStream candidates(Object key) {
        int hash = spread(key);
        return IntStream.iterate(slots[hash & (slots.length - 1)], place -> place != NONE, place -> older[place])
                .filter(place -> hashes[place] == hash)
                .map(place -> numbers[place])
                .sorted();
    }
}
