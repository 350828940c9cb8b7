package org.tokenwright.embeddings.linear;

import java.util.Objects;

/**
 * Products of dense matrices, which are arrays, row after row. One thread; the same input gives the same bits. An element is the
 * sum of its terms in order of the inner index, four at a time.
 */
public final class Matrices {
    /*
     * The inner loop adds four scaled rows of the right factor to a row of the product. The compiler makes vector code of it
     * only if all arrays have the same index, since else a store could change what is loaded later; so a block of the right
     * factor (INNER x COLUMNS) is copied to arrays of its own, a row each, and so are the sums of a row. The block is used for all
     * rows of the left factor while it is in the second-level cache. The order of additions is that of plain loops.
     */
    private static final int INNER = 64;
    private static final int COLUMNS = 512;

    private Matrices() {}

    /**
     * {@return the product of two matrices} Costs O(rows inner columns).
     *
     * @param a the left factor, rows x inner
     * @param b the right factor, inner x columns
     * @param rows the number of rows of {@code a}
     * @param inner the number of columns of {@code a} and of rows of {@code b}
     * @param columns the number of columns of {@code b}
     * @throws IndexOutOfBoundsException if an array is shorter than its shape
     * @throws ArithmeticException if the product has more than 2^31-1 elements
     */
    public static double[] multiply(double[] a, double[] b, int rows, int inner, int columns) {
        Objects.checkFromIndexSize(0, Math.multiplyExact(rows, inner), a.length);
        Objects.checkFromIndexSize(0, Math.multiplyExact(inner, columns), b.length);
        double[] product = new double[Math.multiplyExact(rows, columns)];
        double[][] block = new double[Math.min(INNER, inner)][Math.min(COLUMNS, columns)];
        double[] sums = new double[Math.min(COLUMNS, columns)];
        for (int column = 0; column < columns; column += COLUMNS) {
            int width = Math.min(COLUMNS, columns - column);
            for (int k = 0; k < inner; k += INNER) {
                int depth = Math.min(INNER, inner - k);
                for (int i = 0; i < depth; i++) {
                    System.arraycopy(b, (k + i) * columns + column, block[i], 0, width);
                }
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(product, row * columns + column, sums, 0, width);
                    addRows(a, row * inner + k, depth, block, sums, width);
                    System.arraycopy(sums, 0, product, row * columns + column, width);
                }
            }
        }
        return product;
    }

    private static void addRows(double[] a, int at, int depth, double[][] block, double[] sums, int width) {
        int k = 0;
        for (; k + 4 <= depth; k += 4) {
            addFour(a, at + k, block[k], block[k + 1], block[k + 2], block[k + 3], sums, width);
        }
        for (; k < depth; k++) {
            double weight = a[at + k];
            double[] row = block[k];
            for (int j = 0; j < width; j++) {
                sums[j] += weight * row[j];
            }
        }
    }

    private static void addFour(
            double[] a, int at, double[] b0, double[] b1, double[] b2, double[] b3, double[] sums, int width) {
        double w0 = a[at];
        double w1 = a[at + 1];
        double w2 = a[at + 2];
        double w3 = a[at + 3];
        for (int j = 0; j < width; j++) {
            sums[j] += w0 * b0[j] + w1 * b1[j] + (w2 * b2[j] + w3 * b3[j]);
        }
    }

    /**
     * Adds a product to a block: {@code c += a b}. Costs O(rows inner columns).
     *
     * @param a the left factor, rows x inner, dense from index 0
     * @param b the array of the right factor, inner x columns, dense
     * @param bAt the index of its first element
     * @param c the sums, rows x columns
     * @param cAt the index of the first of them
     * @param cStride the distance in {@code c} from row to row
     * @param rows the number of rows of {@code a}
     * @param inner the number of columns of {@code a} and of rows of {@code b}
     * @param columns the number of columns of {@code b}
     * @throws IndexOutOfBoundsException if an array is shorter than its shape
     */
    public static void addProduct(
            float[] a, float[] b, int bAt, float[] c, int cAt, int cStride, int rows, int inner, int columns) {
        float[][] block = new float[Math.min(INNER, inner)][Math.min(COLUMNS, columns)];
        float[] sums = new float[Math.min(COLUMNS, columns)];
        for (int column = 0; column < columns; column += COLUMNS) {
            int width = Math.min(COLUMNS, columns - column);
            for (int k = 0; k < inner; k += INNER) {
                int depth = Math.min(INNER, inner - k);
                for (int i = 0; i < depth; i++) {
                    System.arraycopy(b, bAt + (k + i) * columns + column, block[i], 0, width);
                }
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(c, cAt + row * cStride + column, sums, 0, width);
                    addRows(a, row * inner + k, depth, block, sums, width);
                    System.arraycopy(sums, 0, c, cAt + row * cStride + column, width);
                }
            }
        }
    }

    private static void addRows(float[] a, int at, int depth, float[][] block, float[] sums, int width) {
        int k = 0;
        for (; k + 4 <= depth; k += 4) {
            addFour(a, at + k, block[k], block[k + 1], block[k + 2], block[k + 3], sums, width);
        }
        for (; k < depth; k++) {
            float weight = a[at + k];
            float[] row = block[k];
            for (int j = 0; j < width; j++) {
                sums[j] += weight * row[j];
            }
        }
    }

    private static void addFour(
            float[] a, int at, float[] b0, float[] b1, float[] b2, float[] b3, float[] sums, int width) {
        float w0 = a[at];
        float w1 = a[at + 1];
        float w2 = a[at + 2];
        float w3 = a[at + 3];
        for (int j = 0; j < width; j++) {
            sums[j] += w0 * b0[j] + w1 * b1[j] + (w2 * b2[j] + w3 * b3[j]);
        }
    }

    /**
     * {@return the transpose of a matrix}
     *
     * @param a the matrix, rows x columns
     * @param rows the number of its rows
     * @param columns the number of its columns
     * @throws IndexOutOfBoundsException if the array is shorter than its shape
     */
    public static double[] transpose(double[] a, int rows, int columns) {
        Objects.checkFromIndexSize(0, Math.multiplyExact(rows, columns), a.length);
        double[] transpose = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transpose[column * rows + row] = a[row * columns + column];
            }
        }
        return transpose;
    }

    /** {@return the dot product of two stretches of arrays} */
    static double dot(double[] a, int aAt, double[] b, int bAt, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            s0 += a[aAt + i] * b[bAt + i];
            s1 += a[aAt + i + 1] * b[bAt + i + 1];
            s2 += a[aAt + i + 2] * b[bAt + i + 2];
            s3 += a[aAt + i + 3] * b[bAt + i + 3];
        }
        for (; i < length; i++) {
            s0 += a[aAt + i] * b[bAt + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Adds a multiple of a stretch of an array to another. */
    static void addScaled(double weight, double[] a, int aAt, double[] sum, int sumAt, int length) {
        for (int i = 0; i < length; i++) {
            sum[sumAt + i] += weight * a[aAt + i];
        }
    }

    /** Turns two stretches of an array: first = c first - s second, second = s first + c second. */
    static void rotate(double[] rows, int first, int second, int length, double c, double s) {
        for (int i = 0; i < length; i++) {
            double x = rows[first + i];
            double y = rows[second + i];
            rows[first + i] = c * x - s * y;
            rows[second + i] = s * x + c * y;
        }
    }

    /** {@return the largest magnitude of the elements} */
    static double largest(double[] a, String what) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            double magnitude = Math.abs(a[i]);
            if (!(magnitude <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "element " + i + " of the " + what + " is " + a[i] + ", expected a finite number");
            }
            largest = Math.max(largest, magnitude);
        }
        return largest;
    }
}
