package org.tokenwright.boundary.charboundary;

import java.util.Arrays;

/** Described candidates and whether each is an end: a column of numbers for each feature. For one thread. */
final class Samples {
    /*
     * A column holds features as chars, OFFSET added: what does not fit, codes of letters beyond the basic plane, is cut off to
     * the greatest, so that no tree tells them apart. When all samples are there, rank replaces each number by its rank among
     * the different ones of its column, so that a histogram of a column is small.
     */
    private static final int OFFSET = 8;
    private static final int VALUES = 1 << Character.SIZE;

    /** More would not fit into arrays. */
    static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private final char[][] columns;
    private final int[][] distinct;
    private boolean[] labels = new boolean[1024];
    private int size;

    Samples(int features) {
        columns = new char[features][1024];
        distinct = new int[features][];
    }

    /** Adds a candidate. */
    void add(int[] values, boolean label) {
        if (size == labels.length) {
            if (size == MAX_SIZE) {
                throw new IllegalStateException("more candidates than " + MAX_SIZE);
            }
            int capacity = (int) Math.min(MAX_SIZE, size + (long) size / 2);
            labels = Arrays.copyOf(labels, capacity);
            for (int i = 0; i < columns.length; i++) {
                columns[i] = Arrays.copyOf(columns[i], capacity);
            }
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i][size] = (char) Math.min(VALUES - 1, values[i] + OFFSET);
        }
        labels[size++] = label;
    }

    int size() {
        return size;
    }

    int features() {
        return columns.length;
    }

    boolean label(int sample) {
        return labels[sample];
    }

    /** {@return the ranks of a feature} */
    char[] ranks(int feature) {
        return columns[feature];
    }

    /** {@return the different values of a feature, ascending, once there are ranks} */
    int[] values(int feature) {
        return distinct[feature];
    }

    /** Replaces numbers by ranks. No sample may be added any more. */
    void rank() {
        for (int feature = 0; feature < columns.length; feature++) {
            char[] column = columns[feature];
            boolean[] present = new boolean[VALUES];
            for (int i = 0; i < size; i++) {
                present[column[i]] = true;
            }
            char[] ranks = new char[VALUES];
            int[] values = new int[VALUES];
            int count = 0;
            for (int value = 0; value < VALUES; value++) {
                if (present[value]) {
                    ranks[value] = (char) count;
                    values[count++] = value - OFFSET;
                }
            }
            distinct[feature] = Arrays.copyOf(values, count);
            for (int i = 0; i < size; i++) {
                column[i] = ranks[column[i]];
            }
        }
    }
}
