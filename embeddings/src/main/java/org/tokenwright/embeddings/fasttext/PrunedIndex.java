package org.tokenwright.embeddings.fasttext;

import java.util.SplittableRandom;

/** Which buckets of n-grams a pruned model kept, and in which rows. Immutable; keeps the order of the file. */
final class PrunedIndex {
    /** Open addressing; a slot holds the place of its pair plus one. */
    private final int[] slots;

    private final int[] buckets;
    private final int[] rows;
    private final int shift;
    private final int multiplier;

    /**
     * Makes an index.
     *
     * @param buckets different numbers of buckets
     * @param rows the row of each, counted from the first row of n-grams
     * @throws IllegalArgumentException if a bucket comes twice
     */
    PrunedIndex(int[] buckets, int[] rows) {
        this.buckets = buckets;
        this.rows = rows;
        int bits = Math.max(4, 33 - Integer.numberOfLeadingZeros(Math.max(1, buckets.length)));
        slots = new int[1 << bits];
        shift = Integer.SIZE - bits;
        multiplier = new SplittableRandom().nextInt() | 1;
        for (int i = 0; i < buckets.length; i++) {
            int slot = slot(buckets[i]);
            if (slots[slot] != 0) {
                throw new IllegalArgumentException("bucket " + buckets[i] + " comes twice");
            }
            slots[slot] = i + 1;
        }
    }

    int size() {
        return buckets.length;
    }

    int bucket(int place) {
        return buckets[place];
    }

    int row(int place) {
        return rows[place];
    }

    /** {@return the row of a bucket, counted from the first row of n-grams, or -1 if it was not kept} */
    int find(int bucket) {
        int place = slots[slot(bucket)];
        return place == 0 ? -1 : rows[place - 1];
    }

    private int slot(int bucket) {
        int mask = slots.length - 1;
        int mixed = bucket * multiplier;
        int slot = ((mixed ^ (mixed >>> 15)) * multiplier) >>> shift;
        while (slots[slot] != 0 && buckets[slots[slot] - 1] != bucket) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
