package org.tokenwright.tokenizers.segment;

/** Finds the places of the largest values, in time in proportion to their number. */
final class LargestValues {
    private static final int DIGIT = 8;

    private LargestValues() {}

    /**
     * {@return the places of the largest values in ascending order; of equal values the first}
     *
     * @param values the values, none NaN
     * @param start index of the first
     * @param end index behind the last
     * @param count how many are looked for
     */
    static int[] places(double[] values, int start, int end, long count) {
        int left = (int) Math.min(count, Math.max(end - start, 0));
        int[] places = new int[left];
        if (left == 0) {
            return places;
        }
        long prefix = 0;
        int equal = left;
        for (int shift = Long.SIZE - DIGIT; shift >= 0; shift -= DIGIT) {
            int[] counts = new int[1 << DIGIT];
            for (int i = start; i < end; i++) {
                long key = key(values[i]);
                if (shift == Long.SIZE - DIGIT || key >>> (shift + DIGIT) == prefix) {
                    counts[(int) (key >>> shift) & ((1 << DIGIT) - 1)]++;
                }
            }
            int digit = (1 << DIGIT) - 1;
            for (; counts[digit] < equal; digit--) {
                equal -= counts[digit];
            }
            prefix = prefix << DIGIT | digit;
        }
        int found = 0;
        for (int i = start; found < left; i++) {
            int order = Long.compareUnsigned(key(values[i]), prefix);
            if (order > 0 || (order == 0 && equal-- > 0)) {
                places[found++] = i;
            }
        }
        return places;
    }

    /** Orders unsigned as the values are ordered. */
    private static long key(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ (bits >> (Long.SIZE - 1) | Long.MIN_VALUE);
    }
}
