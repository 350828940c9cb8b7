package org.tokenwright.embeddings.linear;

import java.util.Objects;

/**
 * Products of dense matrices, which are arrays, row after row. One thread; the same input gives the same bits. An element is the
 * sum of its terms in order of the inner index, four at a time.
 */
public final class Matrices {
    /*
     * The inner loop adds four scaled rows of the right factor to a row of the product, which the compiler turns into vector
     * code without a change of the order of additions. A block of the right factor (INNER x COLUMNS) is used for all rows of the
     * left one while it is in the second-level cache.
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
        for (int column = 0; column < columns; column += COLUMNS) {
            int width = Math.min(COLUMNS, columns - column);
            for (int k = 0; k < inner; k += INNER) {
                int depth = Math.min(INNER, inner - k);
                for (int row = 0; row < rows; row++) {
                    addRows(
                            a,
                            row * inner + k,
                            depth,
                            b,
                            k * columns + column,
                            columns,
                            product,
                            row * columns + column,
                            width);
                }
            }
        }
        return product;
    }

    private static void addRows(
            double[] a, int aAt, int depth, double[] b, int bAt, int stride, double[] c, int cAt, int width) {
        int k = 0;
        for (; k + 4 <= depth; k += 4) {
            double w0 = a[aAt + k];
            double w1 = a[aAt + k + 1];
            double w2 = a[aAt + k + 2];
            double w3 = a[aAt + k + 3];
            int b0 = bAt + k * stride;
            int b1 = b0 + stride;
            int b2 = b1 + stride;
            int b3 = b2 + stride;
            for (int j = 0; j < width; j++) {
                c[cAt + j] += w0 * b[b0 + j] + w1 * b[b1 + j] + (w2 * b[b2 + j] + w3 * b[b3 + j]);
            }
        }
        for (; k < depth; k++) {
            addScaled(a[aAt + k], b, bAt + k * stride, c, cAt, width);
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
        for (int k = 0; k < inner; k += INNER) {
            int depth = Math.min(INNER, inner - k);
            for (int row = 0; row < rows; row++) {
                addRows(a, row * inner + k, depth, b, bAt + k * columns, columns, c, cAt + row * cStride, columns);
            }
        }
    }

    private static void addRows(
            float[] a, int aAt, int depth, float[] b, int bAt, int stride, float[] c, int cAt, int width) {
        int k = 0;
        for (; k + 4 <= depth; k += 4) {
            float w0 = a[aAt + k];
            float w1 = a[aAt + k + 1];
            float w2 = a[aAt + k + 2];
            float w3 = a[aAt + k + 3];
            int b0 = bAt + k * stride;
            int b1 = b0 + stride;
            int b2 = b1 + stride;
            int b3 = b2 + stride;
            for (int j = 0; j < width; j++) {
                c[cAt + j] += w0 * b[b0 + j] + w1 * b[b1 + j] + (w2 * b[b2 + j] + w3 * b[b3 + j]);
            }
        }
        for (; k < depth; k++) {
            float w = a[aAt + k];
            int bRow = bAt + k * stride;
            for (int j = 0; j < width; j++) {
                c[cAt + j] += w * b[bRow + j];
            }
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
