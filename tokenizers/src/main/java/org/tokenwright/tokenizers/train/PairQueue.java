package org.tokenwright.tokenizers.train;

import java.util.Arrays;

/**
 * The pairs of a lane, the most frequent first; among equally frequent ones by the lane's tie-break. A binary heap over pair
 * numbers with the count that each had when it was put in: as counts mostly fall, a pair that comes out with another
 * count than it went in is put back, and only the pairs that reach the top are ever looked at again.
 */
final class PairQueue {
    /** Orders pairs of the same count. */
    @FunctionalInterface
    interface TieBreak {
        /** Whether one pair goes before another. */
        boolean before(int pair, int other);
    }

    private final TieBreak tieBreak;
    private int[] pairs = new int[1024];
    private long[] counts = new long[1024];
    private int size;

    PairQueue(TieBreak tieBreak) {
        this.tieBreak = tieBreak;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The pair on top. */
    int top() {
        return pairs[0];
    }

    /** The count with which the pair on top was put in. */
    long topCount() {
        return counts[0];
    }

    void add(int pair, long count) {
        append(pair, count);
        int at = size - 1;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!before(pair, count, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        place(pair, count, at);
    }

    /** Adds a pair without keeping the order; {@link #order} must follow. */
    void append(int pair, long count) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        place(pair, count, size++);
    }

    void order() {
        for (int at = size / 2 - 1; at >= 0; at--) {
            sink(pairs[at], counts[at], at);
        }
    }

    void removeTop() {
        size--;
        if (size > 0) {
            sink(pairs[size], counts[size], 0);
        }
    }

    /** Gives the pair on top a lower count. */
    void lowerTop(long count) {
        sink(pairs[0], count, 0);
    }

    private void sink(int pair, long count, int from) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(pairs[child + 1], counts[child + 1], child)) {
                child++;
            }
            if (before(pair, count, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        place(pair, count, at);
    }

    private boolean before(int pair, long count, int other) {
        long otherCount = counts[other];
        return count != otherCount ? count > otherCount : tieBreak.before(pair, pairs[other]);
    }

    private void move(int from, int to) {
        pairs[to] = pairs[from];
        counts[to] = counts[from];
    }

    private void place(int pair, long count, int at) {
        pairs[at] = pair;
        counts[at] = count;
    }
}
