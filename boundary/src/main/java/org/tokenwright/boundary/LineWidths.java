package org.tokenwright.boundary;

/** Tells by the lengths of lines round a line feed whether a text is wrapped there. For one thread. */
final class LineWidths {
    /*
     * A line that was wrapped at a width is no longer than it, and the first word of the next line would have made it longer.
     * So each pair of lines allows an interval of widths. If one width is allowed by most pairs round a line feed, and by
     * three, the text is wrapped at it, and the line feed is a wrap if the next word would not have fitted. A line that is longer
     * speaks against a width as much as another for it.
     *
     * Pairs have numbers in the order of the text; the last RING are kept.
     */
    static final int REACH = 8;

    private static final int RING = 32;
    private static final int LEAST_VOTES = 3;

    private final int[] low = new int[RING];
    private final int[] high = new int[RING];
    private final int[] known = new int[RING];
    private long count;

    private static int slot(long pair) {
        return (int) (pair % RING);
    }

    void start() {
        count = 0;
    }

    void shift(int distance, int lowest) {
        for (int i = 0; i < RING; i++) {
            known[i] = Math.max(lowest, known[i] - distance);
        }
    }

    /** {@return how many pairs there were} */
    long count() {
        return count;
    }

    /**
     * Adds a pair.
     *
     * @param length of the line before the line feed
     * @param word length of the first word behind it
     * @param index from which on this is known
     */
    void add(int length, int word, int index) {
        int slot = slot(count++);
        low[slot] = length;
        high[slot] = length + 1 + word;
        known[slot] = index;
    }

    /**
     * {@return the width at which the text is wrapped round a pair, or -1}
     *
     * @param pair its number, not more than {@link #REACH} before the last
     * @param horizon index up to which other pairs must be known to count
     */
    int width(long pair, int horizon) {
        long from = Math.max(0L, pair - REACH);
        long to = Math.min(count, pair + REACH + 1);
        while (to > pair + 1 && known[slot(to - 1)] > horizon) {
            to--;
        }
        int best = -1;
        int most = 0;
        int longer = 0;
        for (long i = from; i < to; i++) {
            int width = low[slot(i)];
            int votes = 0;
            int against = 0;
            for (long k = from; k < to; k++) {
                votes += low[slot(k)] <= width && width < high[slot(k)] ? 1 : 0;
                against += low[slot(k)] > width ? 1 : 0;
            }
            if (votes > most || (votes == most && width > best)) {
                most = votes;
                best = width;
                longer = against;
            }
        }
        return most >= LEAST_VOTES && 2L * (most - longer) > to - from ? best : -1;
    }

    /** {@return whether the first word behind a pair's line feed would have fitted into a width} */
    boolean fits(long pair, int width) {
        return high[slot(pair)] <= width;
    }
}
