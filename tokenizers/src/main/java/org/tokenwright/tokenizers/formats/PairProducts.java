package org.tokenwright.tokenizers.formats;

import java.util.SplittableRandom;

/** What pairs of tokens become, for pairs that are known one after the other. For one thread. */
final class PairProducts {
    /*
     * Open addressing with linear probing, at least two slots for each pair. The pairs come from files that may be made to
     * collide, so the hash is multiplicative with a random multiplier, as in MergeTable.
     */

    /** The answer where a pair becomes nothing. */
    static final int NONE = -1;

    private final long[] keys;
    private final int[] products;
    private final int shift;
    private final long multiplier = new SplittableRandom().nextLong() | 1;

    /**
     * Creates an empty table.
     *
     * @param most how many pairs will be put at most
     */
    PairProducts(int most) {
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(2 * most));
        keys = new long[1 << bits];
        products = new int[1 << bits];
        shift = Long.SIZE - bits;
    }

    void put(int left, int right, int product) {
        int slot = slot(key(left, right));
        keys[slot] = key(left, right);
        products[slot] = product;
    }

    int get(int left, int right) {
        int slot = slot(key(left, right));
        return keys[slot] == 0 ? NONE : products[slot];
    }

    /** The slot of a key, or the free one where it would be. */
    private int slot(long key) {
        long hash = key * multiplier;
        int slot = (int) (((hash ^ (hash >>> 32)) * multiplier) >>> shift);
        while (keys[slot] != key && keys[slot] != 0) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    /** Never 0, the mark of a free slot. */
    private static long key(int left, int right) {
        return (left + 1L) << 32 | right;
    }
}
