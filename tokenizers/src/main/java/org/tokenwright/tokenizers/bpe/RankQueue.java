package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;
import org.tokenwright.vocab.MergeTable;

/** Places by rank: all places of the lowest rank are taken at once; a place is in one list at most. For one thread. */
final class RankQueue {
    /*
     * A doubly linked list of places for each rank, and a tree of bits, 64 to a node, that tells which lists hold something: the
     * lowest rank is found in as many steps as the tree has levels, three for a quarter of a million merges. The queue is empty
     * after use, so nothing is ever cleared.
     */
    private static final int NONE = -1;

    private final int[] heads;
    private final long[][] levels;
    private int[] ranks = new int[0];
    private int[] next = new int[0];
    private int[] previous = new int[0];

    RankQueue(int rankBound) {
        heads = new int[rankBound];
        Arrays.fill(heads, NONE);
        int depth = 1;
        for (int nodes = (rankBound + 63) >>> 6; nodes > 1; nodes = (nodes + 63) >>> 6) {
            depth++;
        }
        levels = new long[depth][];
        int nodes = rankBound;
        for (int level = 0; level < depth; level++) {
            nodes = Math.max(1, (nodes + 63) >>> 6);
            levels[level] = new long[nodes];
        }
    }

    /** Makes room for places below a bound. */
    void reserve(int places) {
        if (ranks.length < places) {
            int capacity = LongMerger.capacity(places);
            next = new int[capacity];
            previous = new int[capacity];
            int[] none = new int[capacity];
            Arrays.fill(none, MergeTable.NO_RANK);
            ranks = none;
        }
    }

    void release() {
        ranks = new int[0];
        next = new int[0];
        previous = new int[0];
    }

    /** Adds a place that is in no list; without effect if there is no rank. */
    void add(int place, int rank) {
        ranks[place] = rank;
        if (rank == MergeTable.NO_RANK) {
            return;
        }
        int head = heads[rank];
        next[place] = head;
        previous[place] = NONE;
        heads[rank] = place;
        if (head == NONE) {
            mark(rank);
        } else {
            previous[head] = place;
        }
    }

    /** Takes a place out of its list, if it is in one. */
    void remove(int place) {
        int rank = ranks[place];
        if (rank == MergeTable.NO_RANK) {
            return;
        }
        ranks[place] = MergeTable.NO_RANK;
        int before = previous[place];
        int after = next[place];
        if (after != NONE) {
            previous[after] = before;
        }
        if (before != NONE) {
            next[before] = after;
        } else {
            heads[rank] = after;
            if (after == NONE) {
                unmark(rank);
            }
        }
    }

    /** The lowest rank of any place, or {@link MergeTable#NO_RANK}. */
    int lowest() {
        int node = 0;
        for (int level = levels.length - 1; level >= 0; level--) {
            long bits = levels[level][node];
            if (bits == 0) {
                return MergeTable.NO_RANK;
            }
            node = node << 6 | Long.numberOfTrailingZeros(bits);
        }
        return node;
    }

    /** Moves all places of a rank into an array and returns how many they are. */
    int take(int rank, int[] places) {
        int count = 0;
        for (int place = heads[rank]; place != NONE; place = next[place]) {
            ranks[place] = MergeTable.NO_RANK;
            places[count++] = place;
        }
        heads[rank] = NONE;
        unmark(rank);
        return count;
    }

    private void mark(int rank) {
        int node = rank;
        for (long[] level : levels) {
            long bits = level[node >>> 6];
            level[node >>> 6] = bits | 1L << node;
            if (bits != 0) {
                break;
            }
            node >>>= 6;
        }
    }

    private void unmark(int rank) {
        int node = rank;
        for (long[] level : levels) {
            level[node >>> 6] &= ~(1L << node);
            if (level[node >>> 6] != 0) {
                break;
            }
            node >>>= 6;
        }
    }
}
