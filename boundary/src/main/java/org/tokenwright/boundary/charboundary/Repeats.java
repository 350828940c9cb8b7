package org.tokenwright.boundary.charboundary;

import java.util.Arrays;

/** Remembers what was decided where a text repeats itself, so that such a text costs little. For one thread. */
final class Repeats {
    /*
     * Where text[j] == text[j - period] for all chars that may matter for a candidate, it is described as the candidate one
     * period before, if quotes are balanced there as here. Natural text has no such place, and a comparison of a few chars
     * shows it; but megabytes of a single mark, which would otherwise be a candidate each, are 10 times as fast. The stretch
     * [from .. to) of which the equation is known is led on, so that no char is compared again and again.
     */
    static final int MAX_PERIOD = 8;

    private static final int SLOTS = MAX_PERIOD;

    private final long[] places = new long[SLOTS];
    private final boolean[] balances = new boolean[SLOTS];
    private final double[] probabilities = new double[SLOTS];

    /** What has been thrown away of the array; place = base + index. */
    private long base;

    private int period;
    private int from;
    private int to;

    /** Forgets the text before. */
    void start() {
        Arrays.fill(places, Long.MIN_VALUE);
        period = 0;
        base = 0;
    }

    void shift(int distance) {
        base += distance;
        from = Math.max(0, from - distance);
        to -= distance;
    }

    /** Notes what was decided on a candidate. */
    void put(int at, boolean balanced, double probability) {
        int slot = slot(at);
        places[slot] = base + at;
        balances[slot] = balanced;
        probabilities[slot] = probability;
    }

    /**
     * {@return the probability of an earlier candidate that is described like this one, or NaN if none is known}
     *
     * @param text holds the text
     * @param begin index of its first char; may be below 0 if that is known no more
     * @param end index behind the last char that is known
     * @param at index of the candidate
     * @param ahead how many chars behind it may matter
     * @param balanced whether quotes are balanced
     */
    double find(char[] text, int begin, int end, int at, int ahead, boolean balanced) {
        int low = at - Features.LOOK_BEHIND;
        if (low - MAX_PERIOD < Math.max(0, begin) || at + ahead >= end) {
            return Double.NaN;
        }
        if (period > 0 && from <= low && at < to && isKnown(at - period, balanced)) {
            return reaches(text, at + ahead) ? probabilities[slot(at - period)] : Double.NaN;
        }
        for (int p = 1; p <= MAX_PERIOD; p++) {
            if (text[at] == text[at - p] && isKnown(at - p, balanced) && isRepeated(text, low, at, p)) {
                period = p;
                from = low;
                to = at + 1;
                if (reaches(text, at + ahead)) {
                    return probabilities[slot(at - p)];
                }
            }
        }
        return Double.NaN;
    }

    private static boolean isRepeated(char[] text, int low, int at, int p) {
        for (int i = at; i >= low; i--) {
            if (text[i] != text[i - p]) {
                return false;
            }
        }
        return true;
    }

    /** Leads the stretch on. {@return whether it holds a char} */
    private boolean reaches(char[] text, int last) {
        while (to <= last && text[to] == text[to - period]) {
            to++;
        }
        return to > last;
    }

    private boolean isKnown(int at, boolean balanced) {
        int slot = slot(at);
        return places[slot] == base + at && balances[slot] == balanced;
    }

    private int slot(int at) {
        return (int) (base + at) & (SLOTS - 1);
    }
}
