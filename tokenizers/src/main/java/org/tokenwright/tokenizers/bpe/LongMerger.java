package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;
import org.tokenwright.vocab.MergeTable;

/** Does {@link Merger}'s work on long sequences, in linear time. For one thread. */
final class LongMerger {
    /*
     * Tokens keep the place of their first symbol and are linked to their neighbours. The pair that begins at a place stands in
     * the list of its rank (RankQueue), and only there: it is taken out when one of its tokens changes. A step takes the whole
     * list of the lowest rank, so pairs that come up meanwhile wait for the next step, as the rule demands. Only pairs of equal
     * tokens can overlap; their places are sorted first.
     */
    private static final int NONE = -1;
    private static final int KEPT = 1 << 16;

    private final MergeTable table;
    private final boolean clocked;
    private final RankQueue queue;
    private int[] next = new int[0];
    private int[] previous = new int[0];
    private int[] batch = new int[0];

    LongMerger(MergeTable table, boolean clocked) {
        this.table = table;
        this.clocked = clocked;
        queue = new RankQueue(table.size());
    }

    int merge(int[] tokens, int start, int end) {
        int length = end - start;
        prepare(length);
        for (int place = 0; place < length; place++) {
            next[place] = place + 1 < length ? place + 1 : NONE;
            previous[place] = place - 1;
        }
        for (int place = 0; place + 1 < length; place++) {
            queue.add(place, table.rank(tokens[start + place], tokens[start + place + 1]));
        }
        for (int rank = queue.lowest(); rank != MergeTable.NO_RANK; rank = queue.lowest()) {
            int count = queue.take(rank, batch);
            if (table.left(rank) == table.right(rank)) {
                Arrays.sort(batch, 0, count);
            }
            for (int i = 0; i < count; i++) {
                apply(rank, batch[i], tokens, start);
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

    private void apply(int rank, int place, int[] tokens, int start) {
        int right = next[place];
        if (right == NONE || tokens[start + place] != table.left(rank) || tokens[start + right] != table.right(rank)) {
            return;
        }
        int after = next[right];
        int before = previous[place];
        queue.remove(right);
        tokens[start + place] = table.product(rank);
        tokens[start + right] = NONE;
        next[place] = after;
        if (after != NONE) {
            previous[after] = place;
            requeue(place, tokens[start + place], tokens[start + after], rank);
        }
        if (before != NONE) {
            requeue(before, tokens[start + before], tokens[start + place], rank);
        }
    }

    private void requeue(int place, int left, int right, int clock) {
        queue.remove(place);
        queue.add(place, clocked ? table.rankAfter(left, right, clock) : table.rank(left, right));
    }

    private void prepare(int length) {
        queue.reserve(length);
        if (next.length < length) {
            int capacity = capacity(length);
            previous = new int[capacity];
            batch = new int[capacity];
            next = new int[capacity];
        }
    }

    /** Room for a length and half as much again. */
    static int capacity(int length) {
        return (int) Math.min(Integer.MAX_VALUE - 64L, length + (length >> 1) + 16L);
    }

    private void release() {
        next = new int[0];
        previous = new int[0];
        batch = new int[0];
        queue.release();
    }
}
