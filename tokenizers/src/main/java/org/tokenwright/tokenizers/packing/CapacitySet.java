package org.tokenwright.tokenizers.packing;

/** A set of numbers up to a bound that finds the next one above or below. For one thread. */
final class CapacitySet {
    /*
     * Level 0 has a bit for each number, level k + 1 a bit for each word of level k, which says whether that word is not 0.
     * The last level has one word. So a query looks at two words of each level at most: five levels for 2^30 numbers.
     */
    private static final int NONE = -1;

    private final long[][] levels;

    /**
     * Creates an empty set.
     *
     * @param bound above all numbers
     */
    CapacitySet(int bound) {
        int count = 1;
        for (int words = words(bound); words > 1; words = words(words)) {
            count++;
        }
        levels = new long[count][];
        int words = bound;
        for (int level = 0; level < count; level++) {
            words = words(words);
            levels[level] = new long[words];
        }
    }

    private static int words(int bits) {
        return Math.max(1, (bits + 63) >>> 6);
    }

    void add(int number) {
        int at = number;
        for (long[] level : levels) {
            level[at >>> 6] |= 1L << at;
            at >>>= 6;
        }
    }

    void remove(int number) {
        int at = number;
        for (long[] level : levels) {
            level[at >>> 6] &= ~(1L << at);
            if (level[at >>> 6] != 0) {
                return;
            }
            at >>>= 6;
        }
    }

    /** {@return the least number that is not below {@code from}, or -1 if there is none} */
    int ceiling(int from) {
        int at = from;
        for (int level = 0; level < levels.length; level++) {
            int word = at >>> 6;
            if (word >= levels[level].length) {
                return NONE;
            }
            long bits = levels[level][word] & (-1L << at);
            if (bits != 0) {
                int found = (word << 6) + Long.numberOfTrailingZeros(bits);
                for (int below = level - 1; below >= 0; below--) {
                    found = (found << 6) + Long.numberOfTrailingZeros(levels[below][found]);
                }
                return found;
            }
            at = word + 1;
        }
        return NONE;
    }

    /** {@return the greatest number that is not above {@code from}, or -1 if there is none} */
    int floor(int from) {
        int at = from;
        for (int level = 0; level < levels.length && at >= 0; level++) {
            int word = at >>> 6;
            long bits = levels[level][word] & (-1L >>> (63 - (at & 63)));
            if (bits != 0) {
                int found = (word << 6) + 63 - Long.numberOfLeadingZeros(bits);
                for (int below = level - 1; below >= 0; below--) {
                    found = (found << 6) + 63 - Long.numberOfLeadingZeros(levels[below][found]);
                }
                return found;
            }
            at = word - 1;
        }
        return NONE;
    }
}
