package org.tokenwright.tokenizers.bpe;

import java.util.SplittableRandom;

/** What two numbers below {@value #BOUND} make, which is another such number. Immutable once all pairs are there. */
final class PairProducts {
    /*
     * One long a slot: left, right and product in 21 bits each, and a bit above that is set, so that a taken slot is not 0. Open
     * addressing with linear probing, two slots for each pair: most pairs that an encoder asks for make nothing, and cost one
     * cache line like those that do.
     *
     * The pairs come from model files, which may be made to collide; so the hash differs from table to table. No result depends
     * on it.
     */
    static final int BOUND = 1 << 21;

    /** The answer where a pair makes nothing: larger than every product. */
    static final int NOTHING = Integer.MAX_VALUE;

    private static final int BITS = 21;
    private static final long TAKEN = 1L << (3 * BITS);

    private final long[] slots;
    private final long[] lefts;
    private final long[] rights;
    private final long start;
    private final long multiplier;

    /**
     * Makes an empty table.
     *
     * @param most how many pairs are put into it at most
     * @param bound above all numbers in them
     */
    PairProducts(int most, int bound) {
        lefts = new long[(bound >> 6) + 1];
        rights = new long[lefts.length];
        slots = new long[2 * most + 1];
        SplittableRandom random = new SplittableRandom();
        start = random.nextLong();
        multiplier = random.nextLong() | Long.MIN_VALUE | 1;
    }

    /** Adds a pair that is not there. */
    void put(int left, int right, int product) {
        long pair = pair(left, right);
        int slot = home(pair);
        while (slots[slot] != 0) {
            slot = next(slot);
        }
        slots[slot] = (pair << BITS) | product;
        lefts[left >> 6] |= 1L << left;
        rights[right >> 6] |= 1L << right;
    }

    /** {@return what a pair makes, or {@link #NOTHING}} */
    int get(int left, int right) {
        if (((lefts[left >> 6] >>> left) & (rights[right >> 6] >>> right) & 1) == 0) {
            return NOTHING;
        }
        long pair = pair(left, right);
        for (int slot = home(pair); ; slot = next(slot)) {
            long found = slots[slot];
            if (found >>> BITS == pair) {
                return (int) found & (BOUND - 1);
            }
            if (found == 0) {
                return NOTHING;
            }
        }
    }

    private static long pair(int left, int right) {
        return (TAKEN >>> BITS) | ((long) left << BITS) | right;
    }

    private int home(long pair) {
        long product = (pair ^ start) * multiplier;
        long hash = (product ^ (product >>> 32)) * multiplier;
        return (int) (((hash >>> 32) * slots.length) >>> 32);
    }

    private int next(int slot) {
        return slot + 1 == slots.length ? 0 : slot + 1;
    }
}
