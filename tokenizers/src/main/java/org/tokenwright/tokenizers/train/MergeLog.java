package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.BitSet;
import java.util.stream.LongStream;

/** The merges of a lane in order, as tokens. */
final class MergeLog {
    private final IntArrayList lefts = new IntArrayList();
    private final IntArrayList rights = new IntArrayList();
    private final IntArrayList products = new IntArrayList();
    private final LongArrayList counts = new LongArrayList();
    private final BitSet completing = new BitSet();

    void add(int left, int right, int product, long count, boolean isCompleting) {
        completing.set(lefts.size(), isCompleting);
        lefts.add(left);
        rights.add(right);
        products.add(product);
        counts.add(count);
    }

    /** Adds a merge of another log. */
    void add(MergeLog other, int index) {
        add(other.left(index), other.right(index), other.product(index), other.count(index), other.isCompleting(index));
    }

    int size() {
        return lefts.size();
    }

    int left(int index) {
        return lefts.getInt(index);
    }

    int right(int index) {
        return rights.getInt(index);
    }

    int product(int index) {
        return products.getInt(index);
    }

    long count(int index) {
        return counts.getLong(index);
    }

    boolean isCompleting(int index) {
        return completing.get(index);
    }

    /** The counts, in order. */
    long[] counts() {
        return counts.toLongArray();
    }

    BitSet completing() {
        return (BitSet) completing.clone();
    }

    /** The smallest count, or 0 if there are no merges. */
    long smallestCount() {
        return LongStream.of(counts()).min().orElse(0);
    }
}
