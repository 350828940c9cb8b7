package org.tokenwright.boundary.charboundary;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.Arrays;

/** Ends that a forest has judged, to choose the threshold at which most of it is right. For one thread. */
final class Validation {
    private static final double MIDDLE = 0.5;

    private final DoubleArrayList ends = new DoubleArrayList();
    private final DoubleArrayList others = new DoubleArrayList();
    private int unreachable;
    private double threshold = MIDDLE;
    private int found;
    private int wrong;

    /** Adds a possible end: its probability, and whether it is one. */
    void add(double probability, boolean isEnd) {
        (isEnd ? ends : others).add(probability);
    }

    /** Adds ends that are not possible. */
    void addUnreachable(int count) {
        unreachable += count;
    }

    /** Chooses the threshold with the best F1, between two probabilities; of several the lowest, but the middle if it is one. */
    void search() {
        double[] rights = sorted(ends);
        double[] wrongs = sorted(others);
        int all = rights.length + unreachable;
        double best = -1;
        int r = 0;
        int f = 0;
        while (r < rights.length || f < wrongs.length) {
            double from = Math.max(at(rights, r), at(wrongs, f));
            while (at(rights, r) == from) {
                r++;
            }
            while (at(wrongs, f) == from) {
                f++;
            }
            double to = Math.max(0, Math.max(at(rights, r), at(wrongs, f)));
            double f1 = 2.0 * r / (r + f + all);
            boolean middle = to < MIDDLE && MIDDLE <= from;
            if (f1 > best || (f1 == best && (middle || threshold != MIDDLE))) {
                best = f1;
                threshold = middle ? MIDDLE : (Math.min(1, from) + to) / 2;
                found = r;
                wrong = f;
            }
        }
    }

    private static double[] sorted(DoubleArrayList list) {
        double[] descending = list.toDoubleArray();
        Arrays.sort(descending);
        for (int i = 0, j = descending.length - 1; i < j; i++, j--) {
            double swapped = descending[i];
            descending[i] = descending[j];
            descending[j] = swapped;
        }
        return descending;
    }

    private static double at(double[] descending, int index) {
        return index < descending.length ? descending[index] : Double.NEGATIVE_INFINITY;
    }

    double threshold() {
        return threshold;
    }

    CharBoundaryReport.Score score() {
        return new CharBoundaryReport.Score(found, wrong, ends.size() + unreachable - found);
    }
}
