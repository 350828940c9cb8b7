package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Counts the pairs of a lane that nothing has been merged in yet: every token covers one unit. */
final class PairIndexer {
    /*
     * A counting sort groups positions by their left token; within a group, dense arrays indexed by the right token count and
     * place them. So no hash table is asked per position, and occurrences come out ascending. Each thread has the groups of a
     * range of left tokens, with about as many positions as any other thread; the ranges are then put one behind the other.
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

    /** Counts in a number of threads. */
    PairTable index(int threads) {
        int[] groupEnds = groupEnds();
        int[] bounds = bounds(groupEnds, threads);
        PairTable[] tables = new PairTable[threads];
        List<Runnable> tasks = new ArrayList<>();
        for (int i : IntStream.range(0, threads).toArray()) {
            tasks.add(() -> tables[i] = index(bounds[i], bounds[i + 1], groupEnds));
        }
        Tasks.run(threads, tasks);
        for (int i = 1; i < threads; i++) {
            tables[0].append(tables[i]);
        }
        return tables[0];
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

    /** The left tokens at which ranges begin, and at which the last one ends. */
    private int[] bounds(int[] groupEnds, int ranges) {
        int[] bounds = new int[ranges + 1];
        long positions = groupEnds[tokenBound - 1];
        for (int token = 0, range = 1; token < tokenBound && range < ranges; token++) {
            while (range < ranges && groupEnds[token] >= positions * range / ranges) {
                bounds[range++] = token + 1;
            }
        }
        bounds[ranges] = tokenBound;
        return bounds;
    }

    private PairTable index(int firstLeft, int endLeft, int[] groupEnds) {
        int offset = start(firstLeft, groupEnds);
        int[] positions = positionsByLeft(firstLeft, endLeft, groupEnds);
        PairTable pairs = new PairTable(floor == 0 ? positions.length : positions.length / 4);
        long[] counts = new long[tokenBound];
        int[] occurrences = new int[tokenBound];
        int[] cursors = new int[tokenBound];
        IntArrayList touched = new IntArrayList();
        int from = 0;
        for (int left = firstLeft; left < endLeft; left++) {
            int to = groupEnds[left] - offset;
            int rowEnd = -1;
            for (int i = from; i < to; i++) {
                int position = positions[i];
                int right = cells.token(position + 1);
                if (occurrences[right]++ == 0) {
                    touched.add(right);
                }
                if (standard && right == left && position == rowEnd) {
                    rowEnd = -1;
                } else {
                    counts[right] += cells.weight(position);
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
            for (int i = from; i < to; i++) {
                int right = cells.token(positions[i] + 1);
                if (cursors[right] >= 0) {
                    pairs.setPosition(cursors[right]++, positions[i]);
                }
            }
            from = to;
        }
        return pairs;
    }

    private int[] positionsByLeft(int firstLeft, int endLeft, int[] groupEnds) {
        int offset = start(firstLeft, groupEnds);
        int[] positions = new int[start(endLeft, groupEnds) - offset];
        int[] cursors = new int[endLeft - firstLeft];
        for (int left = firstLeft; left < endLeft; left++) {
            cursors[left - firstLeft] = start(left, groupEnds) - offset;
        }
        for (int at = 1; at < cells.end() - 1; at++) {
            int left = cells.token(at);
            if (left >= firstLeft && left < endLeft && isPair(at)) {
                positions[cursors[left - firstLeft]++] = at;
            }
        }
        return positions;
    }

    private static int start(int left, int[] groupEnds) {
        return left == 0 ? 0 : groupEnds[left - 1];
    }

    private boolean isPair(int position) {
        return cells.token(position) >= 0 && cells.token(position + 1) >= 0;
    }
}
