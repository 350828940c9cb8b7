package org.tokenwright.tokenizers.bpe;

import it.unimi.dsi.fastutil.longs.LongHeapPriorityQueue;
import java.util.Arrays;
import org.tokenwright.vocab.MergeTable;

/** Applies the merges of a table in the order {@link MergeOrder#LOWEST_RANK}. For one thread. */
final class LowestRankMerger {
    /*
     * The rule: of all places where a merge applies, take the one of lowest rank, the leftmost of these; look again. A merge can
     * be followed by one of lower rank, next to its product, so there is no sweeping over all places of a rank.
     *
     * Short sequences are scanned for the lowest rank again and again. Long ones keep the place of their first symbol and are
     * linked to their neighbours; a heap has (rank, place), and what it tells of a pair that is no more is passed over. Each
     * merge adds two entries at most, so n symbols take n log n steps.
     */
    static final int SHORT = 48;

    private static final int NONE = -1;
    private static final int KEPT = 1 << 16;

    private final MergeTable table;
    private int[] ranks = new int[SHORT];
    private int[] next = new int[0];
    private int[] previous = new int[0];
    private LongHeapPriorityQueue queue = new LongHeapPriorityQueue();

    LowestRankMerger(MergeTable table) {
        this.table = table;
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
        return end - start <= SHORT ? mergeShort(tokens, start, end) : mergeLong(tokens, start, end - start);
    }

    private int mergeShort(int[] tokens, int start, int end) {
        int length = end - start;
        for (int i = 0; i + 1 < length; i++) {
            ranks[i] = table.rank(tokens[start + i], tokens[start + i + 1]);
        }
        while (true) {
            int lowest = 0;
            for (int i = 1; i + 1 < length; i++) {
                lowest = ranks[i] < ranks[lowest] ? i : lowest;
            }
            if (length < 2 || ranks[lowest] == MergeTable.NO_RANK) {
                return start + length;
            }
            int at = start + lowest;
            tokens[at] = table.product(ranks[lowest]);
            length--;
            System.arraycopy(tokens, at + 2, tokens, at + 1, length - lowest - 1);
            System.arraycopy(ranks, lowest + 1, ranks, lowest, length - lowest);
            if (lowest + 1 < length) {
                ranks[lowest] = table.rank(tokens[at], tokens[at + 1]);
            }
            if (lowest > 0) {
                ranks[lowest - 1] = table.rank(tokens[at - 1], tokens[at]);
            }
        }
    }

    private int mergeLong(int[] tokens, int start, int length) {
        prepare(length);
        for (int place = 0; place < length; place++) {
            next[place] = place + 1 < length ? place + 1 : NONE;
            previous[place] = place - 1;
        }
        for (int place = 0; place < length; place++) {
            offer(place, tokens, start);
        }
        while (!queue.isEmpty()) {
            long head = queue.dequeueLong();
            int place = (int) head;
            if (ranks[place] == (int) (head >>> 32)) {
                apply(place, tokens, start);
            }
        }
        int to = start;
        for (int place = 0; place != NONE; place = next[place]) {
            tokens[to++] = tokens[start + place];
        }
        if (length > KEPT) {
            release();
        }
        return to;
    }

    private void apply(int place, int[] tokens, int start) {
        int right = next[place];
        int after = next[right];
        tokens[start + place] = table.product(ranks[place]);
        ranks[right] = MergeTable.NO_RANK;
        next[place] = after;
        if (after != NONE) {
            previous[after] = place;
        }
        offer(place, tokens, start);
        if (previous[place] != NONE) {
            offer(previous[place], tokens, start);
        }
    }

    private void offer(int place, int[] tokens, int start) {
        int right = next[place];
        int rank = right == NONE ? MergeTable.NO_RANK : table.rank(tokens[start + place], tokens[start + right]);
        ranks[place] = rank;
        if (rank != MergeTable.NO_RANK) {
            queue.enqueue(((long) rank << 32) | place);
        }
    }

    private void prepare(int length) {
        if (ranks.length < length) {
            ranks = new int[LongMerger.capacity(length)];
        }
        if (next.length < length) {
            previous = new int[ranks.length];
            next = new int[ranks.length];
        }
    }

    private void release() {
        ranks = Arrays.copyOf(ranks, SHORT);
        next = new int[0];
        previous = new int[0];
        queue = new LongHeapPriorityQueue();
    }
}
