package org.tokenwright.tokenizers.bpe;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.MergeTable;

/** Applies the merges of a table to sequences of tokens. For one thread. */
final class Merger {
    /*
     * The rule: take the applicable merge with the lowest rank, apply it everywhere from left to right, look again. A clocked
     * merger only takes ranks above the last one: so words were merged in training, where a token can be made a second time by
     * another merge, long after merges that take it as an operand. Superwords are merged without a clock.
     *
     * Short sequences are scanned for the lowest rank again and again; long ones go to a RankQueue, whose work is linear.
     */
    static final int SHORT = 48;

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final MergeTable table;
    private final boolean clocked;

    /** Most pairs that come up have no rank, and need not be looked up. */
    private final HashFilter pairs;

    private final int[] ranks = new int[SHORT];
    private @Nullable LongMerger longMerger;

    Merger(MergeTable table, boolean clocked) {
        this.table = table;
        this.clocked = clocked;
        pairs = new HashFilter(table.size());
        for (int rank = 0; rank < table.size(); rank++) {
            pairs.add(hash(table.left(rank), table.right(rank)));
        }
    }

    /**
     * Merges in place.
     *
     * @param tokens holds the sequence
     * @param start index of its first token
     * @param end index behind its last token
     * @return index behind the last token of the result, which begins at {@code start}
     */
    int merge(int[] tokens, int start, int end) {
        return end - start <= SHORT ? mergeShort(tokens, start, end) : mergeLong(tokens, start, end);
    }

    private int mergeLong(int[] tokens, int start, int end) {
        if (longMerger == null) {
            longMerger = new LongMerger(table, clocked);
        }
        return longMerger.merge(tokens, start, end);
    }

    /** Merges a sequence of up to {@link #SHORT} tokens. */
    private int mergeShort(int[] tokens, int start, int end) {
        int length = end - start;
        for (int rank = findRanks(tokens, start, length); rank != MergeTable.NO_RANK; rank = lowest(length)) {
            length = sweep(tokens, start, length, rank);
        }
        return start + length;
    }

    /**
     * Merges a sequence of up to {@link #SHORT} tokens in place, unless a merge is not allowed, with which it stops.
     *
     * @param allowed tells of a rank whether its merge is allowed
     * @return index behind the last token of the result, or -1 if it has stopped
     */
    int mergeShort(int[] tokens, int start, int end, IntPredicate allowed) {
        int length = end - start;
        for (int rank = findRanks(tokens, start, length); rank != MergeTable.NO_RANK; rank = lowest(length)) {
            if (!allowed.test(rank)) {
                return -1;
            }
            length = sweep(tokens, start, length, rank);
        }
        return start + length;
    }

    /** Looks up all pairs, and returns the lowest rank. */
    private int findRanks(int[] tokens, int start, int length) {
        int lowest = MergeTable.NO_RANK;
        for (int i = 0; i + 1 < length; i++) {
            int left = tokens[start + i];
            int right = tokens[start + i + 1];
            int rank = mayHaveRank(left, right) ? table.rank(left, right) : MergeTable.NO_RANK;
            ranks[i] = rank;
            lowest = Math.min(lowest, rank);
        }
        return lowest;
    }

    private int lowest(int length) {
        int lowest = MergeTable.NO_RANK;
        for (int i = 0; i + 1 < length; i++) {
            lowest = Math.min(lowest, ranks[i]);
        }
        return lowest;
    }

    private boolean mayHaveRank(int left, int right) {
        return pairs.mayHave(hash(left, right));
    }

    private static int hash(int left, int right) {
        return (int) (((((long) left << 32) | right) * MULTIPLIER) >>> 32);
    }

    /** Applies one merge everywhere; ranks stay beside their tokens, and those next to a product are looked up anew. */
    private int sweep(int[] tokens, int start, int length, int rank) {
        int product = table.product(rank);
        int from = 0;
        while (ranks[from] != rank) {
            from++;
        }
        int to = from;
        boolean productBefore = false;
        while (from < length) {
            boolean merged = from + 1 < length && ranks[from] == rank;
            int token = merged ? product : tokens[start + from];
            from += merged ? 2 : 1;
            tokens[start + to] = token;
            if (to > 0 && (merged || productBefore)) {
                ranks[to - 1] = rankAfter(tokens[start + to - 1], token, rank);
            }
            if (!merged) {
                ranks[to] = ranks[from - 1];
            }
            productBefore = merged;
            to++;
        }
        return to;
    }

    private int rankAfter(int left, int right, int clock) {
        if (!mayHaveRank(left, right)) {
            return MergeTable.NO_RANK;
        }
        return clocked ? table.rankAfter(left, right, clock) : table.rank(left, right);
    }
}
