package org.tokenwright.tokenizers.packing;

import java.util.Arrays;

/** Best fit, decreasing. For one thread, once. */
final class BestFit {
    /*
     * What is searched is not rows but amounts of room. For each amount there is a queue of the rows that have it, in the
     * order in which they came to have it: `heads` and `tails` by amount, `next` by row. `amounts` holds those whose queue is
     * not empty. A rest goes into the first row of the least amount that suffices, or into a new row, and the row moves to the
     * end of the queue of what room is left; rows that are full, in tokens or documents, are in none.
     *
     * Ding et al., "Fewer Truncations Improve Language Modeling", 2024, use a segment tree over amounts; which of several
     * rows with the same amount is taken they leave open, and we take TRL's rule. Rows are numbered as they are begun. Full
     * rows are not searched: they come first, in the order of their documents.
     *
     * The rests of a row are a list from the last to the first: `lasts` by row, `previous` by rest.
     *
     * Memory: 8 bytes for each document, 12 for each row, and the plan.
     */
    private static final int NONE = -1;

    private final SortedRests rests;
    private final int sequenceLength;
    private final int maxDocuments;
    private final CapacitySet amounts;
    private final int[] heads;
    private final int[] tails;
    private int[] next = new int[16];
    private int[] members = new int[16];
    private int[] lasts = new int[16];
    private int rows;

    BestFit(SortedRests rests, int sequenceLength, int maxDocuments) {
        this.rests = rests;
        this.sequenceLength = sequenceLength;
        this.maxDocuments = maxDocuments;
        amounts = new CapacitySet(sequenceLength);
        heads = new int[sequenceLength];
        tails = new int[sequenceLength];
        Arrays.fill(heads, NONE);
    }

    /**
     * Packs the rests.
     *
     * @param plan takes the rows, behind those it has
     */
    void pack(PlanBuilder plan) {
        int[] previous = new int[rests.size()];
        int index = 0;
        for (int length = sequenceLength - 1; length > 0; length--) {
            for (int count = rests.count(length); count > 0; count--, index++) {
                int row = place(length);
                previous[index] = lasts[row];
                lasts[row] = index;
            }
        }
        int[] indexes = new int[16];
        for (int row = 0; row < rows; row++) {
            if (indexes.length < members[row]) {
                indexes = new int[2 * members[row]];
            }
            int at = members[row];
            for (index = lasts[row]; index != NONE; index = previous[index]) {
                indexes[--at] = index;
            }
            for (; at < members[row]; at++) {
                int document = rests.document(indexes[at]);
                plan.add(document, rests.start(document), rests.length(document));
            }
            plan.endRow();
        }
    }

    private int place(int length) {
        int room = amounts.ceiling(length);
        int row = room == NONE ? begin() : take(room);
        int left = (room == NONE ? sequenceLength : room) - length;
        if (++members[row] < maxDocuments && left > 0) {
            append(row, left);
        }
        return row;
    }

    private int begin() {
        if (rows == next.length) {
            int capacity = Math.toIntExact(rows + (rows >> 1) + 16L);
            next = Arrays.copyOf(next, capacity);
            members = Arrays.copyOf(members, capacity);
            lasts = Arrays.copyOf(lasts, capacity);
        }
        lasts[rows] = NONE;
        return rows++;
    }

    private int take(int room) {
        int row = heads[room];
        heads[room] = next[row];
        if (heads[room] == NONE) {
            amounts.remove(room);
        }
        return row;
    }

    private void append(int row, int room) {
        next[row] = NONE;
        if (heads[room] == NONE) {
            heads[room] = row;
            amounts.add(room);
        } else {
            next[tails[room]] = row;
        }
        tails[room] = row;
    }
}
