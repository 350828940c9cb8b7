package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The pairs of neighbouring tokens in a lane, numbered, with their counts and the positions where they occur. */
final class PairTable {
    /*
     * Occurrences of a pair are a range of one large array, ascending. They are made once, when the pair appears: a new
     * neighbourhood always contains the token just made, so only a token that is made a second time (the same bytes by another
     * merge) adds to a pair that is there already; then both ranges are merged into a new one. Positions go stale as
     * neighbours are merged away and are recognised when the range is read. Every merge adds at most two positions for each
     * token that it removes, so all ranges together stay below three times the cells, but for what tokens made again copy.
     */
    static final int NONE = -1;

    private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
    private final long secret = new SplittableRandom().nextLong() | 1;
    private int size;
    private int[] lefts = new int[1024];
    private int[] rights = new int[1024];
    private long[] counts = new long[1024];
    private int[] starts = new int[1024];
    private int[] ends = new int[1024];
    private int[] positions;
    private int positionsEnd;

    PairTable(int expectedPositions) {
        numbers.defaultReturnValue(NONE);
        positions = new int[Math.max(1024, expectedPositions)];
    }

    int size() {
        return size;
    }

    int find(int left, int right) {
        return numbers.get(key(left, right));
    }

    int left(int pair) {
        return lefts[pair];
    }

    int right(int pair) {
        return rights[pair];
    }

    long count(int pair) {
        return counts[pair];
    }

    void addCount(int pair, long change) {
        counts[pair] += change;
    }

    int start(int pair) {
        return starts[pair];
    }

    int end(int pair) {
        return ends[pair];
    }

    int position(int index) {
        return positions[index];
    }

    void setPosition(int index, int position) {
        positions[index] = position;
    }

    /** Forgets the count and the occurrences of a pair that has been merged. */
    void exhaust(int pair) {
        counts[pair] = 0;
        ends[pair] = starts[pair];
    }

    /** Adds a pair with room for its occurrences, which the caller fills in. */
    int add(int left, int right, long count, int occurrences) {
        if (size == lefts.length) {
            int capacity = size + (size >> 1);
            lefts = Arrays.copyOf(lefts, capacity);
            rights = Arrays.copyOf(rights, capacity);
            counts = Arrays.copyOf(counts, capacity);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        lefts[size] = left;
        rights[size] = right;
        counts[size] = count;
        starts[size] = reserve(occurrences);
        ends[size] = positionsEnd;
        numbers.put(key(left, right), size);
        return size++;
    }

    /** Adds pairs that are not here, with their occurrences. */
    void append(PairTable others) {
        for (int pair = 0; pair < others.size; pair++) {
            int occurrences = others.ends[pair] - others.starts[pair];
            int added = add(others.lefts[pair], others.rights[pair], others.counts[pair], occurrences);
            System.arraycopy(others.positions, others.starts[pair], positions, starts[added], occurrences);
        }
    }

    /**
     * Adds occurrences to a pair: moves the old ones to a range with room for more behind them, which the caller fills in
     * before it calls {@link #sortPositions}.
     *
     * @return index of the first new occurrence
     */
    int extend(int pair, long count, int occurrences) {
        int old = ends[pair] - starts[pair];
        int start = reserve(old + occurrences);
        System.arraycopy(positions, starts[pair], positions, start, old);
        counts[pair] += count;
        starts[pair] = start;
        ends[pair] = positionsEnd;
        return start + old;
    }

    /**
     * Makes room for all occurrences of a pair anew, where they were if they fit.
     *
     * @return index of the first occurrence
     */
    int renew(int pair, int occurrences) {
        if (ends[pair] - starts[pair] < occurrences) {
            starts[pair] = reserve(occurrences);
        }
        ends[pair] = starts[pair] + occurrences;
        return starts[pair];
    }

    void sortPositions(int pair) {
        Arrays.sort(positions, starts[pair], ends[pair]);
    }

    private int reserve(int occurrences) {
        int start = positionsEnd;
        long needed = (long) start + occurrences;
        if (needed > positions.length) {
            long capacity = Math.min(Integer.MAX_VALUE - 64L, Math.max(needed, positions.length * 3L / 2));
            if (needed > capacity) {
                throw new IllegalStateException("pairs occur at more than " + capacity + " positions");
            }
            positions = Arrays.copyOf(positions, (int) capacity);
        }
        positionsEnd = (int) needed;
        return start;
    }

    /** The secret keeps who writes the corpus from choosing pairs that collide; no result depends on it. */
    private long key(int left, int right) {
        return ((long) left << 32 | right) * secret;
    }
}
