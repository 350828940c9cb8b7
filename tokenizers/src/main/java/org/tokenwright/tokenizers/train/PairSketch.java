package org.tokenwright.tokenizers.train;

import java.util.Arrays;

/**
 * How often two pretokens are neighbours at most, for all pairs of a corpus in little memory: the counts of the pairs that share
 * a cell are added up, and end at {@value #MOST}. Pretokens are given by keys, of which two may have the same.
 */
final class PairSketch {
    /** The count at which cells end. */
    static final int MOST = 0xFFFF;

    private static final int LEAST_BITS = 10;
    private static final int MOST_BITS = 27;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final short[] cells;
    private final int shift;

    /**
     * Creates a sketch.
     *
     * @param pairs about how many pairs are going to be added
     */
    PairSketch(long pairs) {
        int bits = Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(pairs), LEAST_BITS, MOST_BITS);
        cells = new short[1 << bits];
        shift = Long.SIZE - bits;
    }

    private static int cell(int left, int right, int shift) {
        long key = ((long) left << Integer.SIZE) | (right & 0xFFFFFFFFL);
        return (int) (((key ^ (key >>> 29)) * MULTIPLIER) >>> shift);
    }

    /**
     * Adds all pairs of neighbours in runs of pretokens, however these are made up.
     *
     * @param keys the keys of pretokens, by id
     */
    void add(RunSource runs, int[] keys, ProgressReporter progress) {
        for (int part = 0; part < runs.parts(); part++) {
            runs.forEach(part, pretoken -> true, progress, (run, length, weight) -> {
                for (int i = 1; i < length; i++) {
                    add(keys[run[i - 1]], keys[run[i]], weight);
                }
            });
        }
    }

    private void add(int left, int right, long weight) {
        int cell = cell(left, right, shift);
        cells[cell] = (short) Math.min((long) MOST, (cells[cell] & MOST) + Math.min(MOST, weight));
    }

    /** {@return the number of cells with each count} */
    int[] histogram() {
        int[] histogram = new int[MOST + 1];
        for (short cell : cells) {
            histogram[cell & MOST]++;
        }
        return histogram;
    }

    /**
     * {@return which neighbours may occur more often}
     *
     * @param threshold a count below {@link #MOST}
     */
    Seams seams(long threshold) {
        long[] bits = new long[cells.length >>> 6];
        for (int cell = 0; cell < cells.length; cell++) {
            if ((cells[cell] & MOST) > threshold) {
                bits[cell >>> 6] |= 1L << cell;
            }
        }
        return new Seams(bits, shift);
    }

    /** What is left of a sketch when only one threshold matters. */
    static final class Seams {
        private final long[] bits;
        private final int shift;

        private Seams(long[] bits, int shift) {
            this.bits = bits;
            this.shift = shift;
        }

        /** {@return seams none of which is rare} */
        static Seams none() {
            long[] all = new long[1 << LEAST_BITS >>> 6];
            Arrays.fill(all, -1);
            return new Seams(all, Long.SIZE - LEAST_BITS);
        }

        /** Whether two neighbours occur no more often than the threshold. */
        boolean isRare(int left, int right) {
            int cell = cell(left, right, shift);
            return (bits[cell >>> 6] & 1L << cell) == 0;
        }
    }
}
