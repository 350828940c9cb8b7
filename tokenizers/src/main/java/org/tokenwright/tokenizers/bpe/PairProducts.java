package org.tokenwright.tokenizers.bpe;

import java.util.SplittableRandom;

/** What two numbers below {@value #BOUND} make, which is another such number. Immutable once all pairs are there. */
final class PairProducts {
    /*
     * One long a slot: left, right and product in 21 bits each, and a bit above that is set, so that a taken slot is not 0. Open
     * addressing with linear probing, two slots for each pair: most pairs that an encoder asks for make nothing, and cost one
     * cache line like those that do.
     *
     * Before the slots a filter is asked, in which each pair has set a bit, one of 16 or so that there are for it: it is so much
     * smaller than the slots that the processor has it at hand, and tells of most pairs that make nothing that they do.
     *
     * The pairs come from model files, which may be made to collide; so the hash differs from table to table. No result depends
     * on it.
     */
    static final int BOUND = 1 << 21;

    /** The answer where a pair makes nothing: larger than every product. */
    static final int NOTHING = Integer.MAX_VALUE;

    private static final int BITS = 21;
    private static final int FILTER_BITS = 16;
    private static final long TAKEN = 1L << (3 * BITS);

    private final long[] slots;
    private final long[] filter;
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
        filter = new long[Math.max(1, Integer.highestOneBit(Math.max(1, most)) * FILTER_BITS / Long.SIZE)];
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
        long hash = hash(pair);
        filter[word(hash)] |= 1L << hash;
        lefts[left >> 6] |= 1L << left;
        rights[right >> 6] |= 1L << right;
    }

    /** {@return what a pair makes, or {@link #NOTHING}} */
    int get(int left, int right) {
        if (((lefts[left >> 6] >>> left) & (rights[right >> 6] >>> right) & 1) == 0) {
            return NOTHING;
        }
        long pair = pair(left, right);
        long hash = hash(pair);
        if (((filter[word(hash)] >>> hash) & 1) == 0) {
            return NOTHING;
        }
        for (int slot = home(hash, slots.length); ; slot = next(slot)) {
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

    private int word(long hash) {
        return (int) (hash >>> 6) & (filter.length - 1);
    }

    private int home(long pair) {
        return home(hash(pair), slots.length);
    }

    private long hash(long pair) {
        long product = (pair ^ start) * multiplier;
        return (product ^ (product >>> 32)) * multiplier;
    }

    private static int home(long hash, int slots) {
        return (int) (((hash >>> 32) * slots) >>> 32);
    }

    private int next(int slot) {
        return slot + 1 == slots.length ? 0 : slot + 1;
    }
}
