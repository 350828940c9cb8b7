package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrayList;

/** Counts the pairs of a lane that nothing has been merged in yet: every token covers one unit. */
final class PairIndexer {
    /*
     * A counting sort groups positions by their left token; within a group, dense arrays indexed by the right token count and
     * place them. So no hash table is asked per position, and occurrences come out ascending.
     */
    private final Cells cells;
    private final int tokenBound;
    private final long floor;
    private final boolean standard;

    PairIndexer(Cells cells, int tokenBound, long floor, boolean standard) {
        this.cells = cells;
        this.tokenBound = tokenBound;
        this.floor = floor;
        this.standard = standard;
    }

    PairTable index() {
        int[] groups = groupEnds();
        int[] positions = positionsByLeft(groups);
        PairTable pairs = new PairTable(positions.length);
        long[] counts = new long[tokenBound];
        int[] occurrences = new int[tokenBound];
        int[] cursors = new int[tokenBound];
        IntArrayList touched = new IntArrayList();
        Cells.WeightCursor weights = cells.weightCursor();
        for (int left = 0, from = 0; left < tokenBound; from = groups[left++]) {
            int rowEnd = -1;
            for (int i = from; i < groups[left]; i++) {
                int position = positions[i];
                int right = cells.token(position + 1);
                if (occurrences[right]++ == 0) {
                    touched.add(right);
                }
                if (standard && right == left && position == rowEnd) {
                    rowEnd = -1;
                } else {
                    counts[right] += weights.at(position);
                    rowEnd = right == left ? position + 1 : rowEnd;
                }
            }
            for (int i = 0; i < touched.size(); i++) {
                int right = touched.getInt(i);
                cursors[right] = counts[right] > floor
                        ? pairs.start(pairs.add(left, right, counts[right], occurrences[right]))
                        : -1;
                counts[right] = 0;
                occurrences[right] = 0;
            }
            touched.clear();
            for (int i = from; i < groups[left]; i++) {
                int right = cells.token(positions[i] + 1);
                if (cursors[right] >= 0) {
                    pairs.setPosition(cursors[right]++, positions[i]);
                }
            }
        }
        return pairs;
    }

    /** Where the group of each left token ends. */
    private int[] groupEnds() {
        int[] ends = new int[tokenBound];
        for (int at = 1; at < cells.end() - 1; at++) {
            if (isPair(at)) {
                ends[cells.token(at)]++;
            }
        }
        for (int token = 1; token < tokenBound; token++) {
            ends[token] += ends[token - 1];
        }
        return ends;
    }

    private int[] positionsByLeft(int[] groupEnds) {
        int[] positions = new int[groupEnds[tokenBound - 1]];
        int[] cursors = new int[tokenBound];
        System.arraycopy(groupEnds, 0, cursors, 1, tokenBound - 1);
        for (int at = 1; at < cells.end() - 1; at++) {
            if (isPair(at)) {
                positions[cursors[cells.token(at)]++] = at;
            }
        }
        return positions;
    }

    private boolean isPair(int position) {
        return cells.token(position) >= 0 && cells.token(position + 1) >= 0;
    }
}
