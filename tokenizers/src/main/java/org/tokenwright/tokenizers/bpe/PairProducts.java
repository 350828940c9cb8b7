package org.tokenwright.tokenizers.bpe;

import java.util.SplittableRandom;

/** What two numbers below {@value #BOUND} make, which is another such number. Immutable once all pairs are there. */
final class PairProducts {
    /*
     * A filter, and buckets of two slots, as many as there are pairs at most. A slot is a long: left + 1, right and product in 21
     * bits each, the last lowest, so that a taken slot is not 0. The highest bit of the second slot of a bucket tells that a pair
     * found no room there and is in one of the next buckets; no other look-up goes on.
     *
     * Which of the two slots has a pair, or neither, is as good as random, and guessing wrong costs a processor more than
     * comparing both: there is no branch for it.
     *
     * The pairs come from model files, which may be made to collide; so the hash differs from table to table. No result depends
     * on it.
     */
    static final int BOUND = (1 << 21) - 1;

    /** The answer where a pair makes nothing: larger than every product. */
    static final int NOTHING = 1 << 21;

    private static final int BITS = 21;
    private static final long FULL = Long.MIN_VALUE;

    private final long[] slots;
    private final HashFilter filter;
    private final long start;
    private final long multiplier;

    /**
     * Makes an empty table.
     *
     * @param most how many pairs are put into it at most
     */
    PairProducts(int most) {
        slots = new long[2 * Math.max(1, most)];
        filter = new HashFilter(most);
        SplittableRandom random = new SplittableRandom();
        start = random.nextLong();
        multiplier = random.nextLong() | Long.MIN_VALUE | 1;
    }

    /** Adds a pair that is not there; its product is not 0. */
    void put(int left, int right, int product) {
        long key = key(left, right);
        int hash = hash(key);
        filter.add(hash);
        int bucket = home(hash);
        while (slots[bucket + 1] != 0) {
            slots[bucket + 1] |= FULL;
            bucket = next(bucket);
        }
        slots[slots[bucket] == 0 ? bucket : bucket + 1] = key | product;
    }

    /** {@return what a pair makes, or {@link #NOTHING}} */
    int get(int left, int right) {
        long key = key(left, right);
        int hash = hash(key);
        if (!filter.mayHave(hash)) {
            return NOTHING;
        }
        int bucket = home(hash);
        while (true) {
            long first = slots[bucket];
            long second = slots[bucket + 1];
            int found = in(first, key) | in(second & ~FULL, key);
            if (found == 0 && second < 0) {
                bucket = next(bucket);
            } else {
                return found | (((found - 1) >> (Integer.SIZE - 1)) & NOTHING);
            }
        }
    }

    /** The product that a slot has for a pair, or 0. */
    private static int in(long slot, long key) {
        long difference = (slot ^ key) >>> BITS;
        return (int) (slot & ((difference - 1) >> (Long.SIZE - 1))) & (NOTHING - 1);
    }

    private static long key(int left, int right) {
        return (((left + 1L) << BITS) | right) << BITS;
    }

    private int hash(long key) {
        long product = (key ^ start) * multiplier;
        return (int) (((product ^ (product >>> 32)) * multiplier) >>> 32);
    }

    private int home(int hash) {
        return (int) (((hash & 0xFFFF_FFFFL) * (slots.length >> 1)) >>> 32) << 1;
    }

    private int next(int bucket) {
        return bucket + 2 == slots.length ? 0 : bucket + 2;
    }
}
