package org.tokenwright.embeddings.vectorizers;

import java.util.Arrays;
import org.tokenwright.embeddings.VectorTable;

/**
 * How far apart the rows of a table are.
 *
 * @param diameter the largest distance of two rows, or a little more: see below
 * @param first one of two rows that are far apart
 * @param second the other one
 */
record Spread(double diameter, int first, int second) {
    /*
     * Rows are taken in the order of their distance r from the mean of all, the farthest first. No two of which the sum of r is
     * below the largest distance so far can be farther apart, so that most pairs are usually passed over. When the work comes to
     * an end before the pairs do, which is where r is much the same for all rows, the sum of r of the first two rows that are left
     * is taken: it is above any distance that was not looked at, and at most twice the largest one.
     */
    private static final long WORK = 1L << 31;
    private static final double ROUNDING = 1 + 1e-9;

    /** Copies a row. */
    interface Rows {
        void copy(int row, double[] target);
    }

    static Spread of(VectorTable table) {
        float[] row = new float[table.dimension()];
        return of((int) Math.min(table.rows(), Integer.MAX_VALUE - 8), table.dimension(), (i, target) -> {
            table.copy(i, row, 0);
            for (int j = 0; j < row.length; j++) {
                target[j] = row[j];
            }
        });
    }

    static Spread of(double[][] rows) {
        int dimension = rows.length == 0 ? 0 : rows[0].length;
        return of(rows.length, dimension, (i, target) -> System.arraycopy(rows[i], 0, target, 0, dimension));
    }

    private static Spread of(int n, int dimension, Rows rows) {
        if (n < 2) {
            return new Spread(0, 0, 0);
        }
        double[] radii = radii(n, dimension, rows);
        int[] order = order(radii);
        double[] a = new double[dimension];
        double[] b = new double[dimension];
        double largest = -1;
        int first = 0;
        int second = 0;
        long pairs = WORK / Math.max(1, dimension);
        for (int i = 0; i < n - 1 && radii[order[i]] + radii[order[i + 1]] > largest; i++) {
            if (pairs < 0) {
                largest = Math.max(largest, radii[order[i]] + radii[order[i + 1]]);
                break;
            }
            rows.copy(order[i], a);
            for (int j = i + 1; j < n && radii[order[i]] + radii[order[j]] > largest; j++, pairs--) {
                rows.copy(order[j], b);
                double distance = distance(a, b);
                if (distance > largest) {
                    largest = distance;
                    first = order[i];
                    second = order[j];
                }
            }
        }
        return new Spread(largest * ROUNDING, first, second);
    }

    private static double[] radii(int n, int dimension, Rows rows) {
        double[] mean = new double[dimension];
        double[] row = new double[dimension];
        for (int i = 0; i < n; i++) {
            rows.copy(i, row);
            for (int j = 0; j < dimension; j++) {
                mean[j] += row[j] / n;
            }
        }
        double[] radii = new double[n];
        for (int i = 0; i < n; i++) {
            rows.copy(i, row);
            radii[i] = distance(row, mean) * ROUNDING;
        }
        return radii;
    }

    /** {@return the rows, those with the largest radius first, and of equal ones the first} */
    private static int[] order(double[] radii) {
        double[] sorted = radii.clone();
        Arrays.sort(sorted);
        int[] order = new int[radii.length];
        int[] next = new int[radii.length];
        for (int row = 0; row < radii.length; row++) {
            int above = radii.length - end(sorted, radii[row]);
            order[above + next[above]++] = row;
        }
        return order;
    }

    /** {@return how many of sorted numbers are at most a number that is among them} */
    private static int end(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
