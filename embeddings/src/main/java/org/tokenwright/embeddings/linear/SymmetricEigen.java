package org.tokenwright.embeddings.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: {@code a = vectors^T diag(values) vectors}. The errors of the values and
 * of {@code a v - value v} are a small multiple of 2^-52 times the largest value and the size of the matrix.
 *
 * @param values the eigenvalues, largest first
 * @param vectors the unit eigenvectors, one a row, in the order of the values; of each, the component of the largest magnitude
 *     (the first of them) is positive
 */
@SuppressWarnings("ArrayRecordComponent") // a pair of results, not a value that is compared
public record SymmetricEigen(double[] values, double[] vectors) {
    /*
     * Householder reflections make the matrix tridiagonal, implicit QL steps with Wilkinson's shift make that diagonal
     * (Golub and Van Loan, Matrix Computations, 8.3; Wilkinson and Reinsch, Handbook for Automatic Computation II/2 and II/4).
     * Vectors are rows all the time, so that all inner loops run along memory.
     */
    private static final int MAX_STEPS = 100;
    private static final double PRECISION = 0x1p-52;
    private static final double NOTHING = 1e-200;

    /**
     * Takes a matrix apart. Costs O(n^3), n^2 doubles of memory twice.
     *
     * @param matrix the matrix, n x n, row after row; of the parts above and below the diagonal, which are alike, both are read
     * @param n the number of rows
     * @return its eigenvalues and eigenvectors
     * @throws IllegalArgumentException if there are not n^2 elements, or one is not finite
     */
    public static SymmetricEigen of(double[] matrix, int n) {
        if (n < 0 || matrix.length != (long) n * n) {
            throw new IllegalArgumentException("the matrix has " + matrix.length + " elements, expected " + n + "^2");
        }
        double scale = Matrices.largest(matrix, "matrix");
        double[] a = matrix.clone();
        double[] values = new double[n];
        double[] beside = new double[n];
        if (scale == 0) {
            return new SymmetricEigen(values, identity(n));
        }
        for (int i = 0; i < a.length; i++) {
            a[i] /= scale;
        }
        double[] vectors = tridiagonal(a, n, values, beside);
        diagonal(values, beside, vectors, n);
        return sorted(values, vectors, n, scale);
    }

    private static double[] identity(int n) {
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        return identity;
    }

    /** Fills the diagonal and the elements beside it; returns the transpose of the rotation, whose rows become the vectors. */
    private static double[] tridiagonal(double[] a, int n, double[] diagonal, double[] beside) {
        double[] factors = new double[n];
        double[] w = new double[n];
        for (int k = 0; k < n; k++) {
            diagonal[k] = a[k * n + k];
            if (k < n - 1) {
                factors[k] = reflect(a, n, k, beside, w);
            }
        }
        double[] q = identity(n);
        for (int k = n - 2; k >= 0; k--) {
            apply(a, n, k, factors[k], q, w);
        }
        return Matrices.transpose(q, n, n);
    }

    /** Makes row k tridiagonal. Leaves the vector of the reflection behind the diagonal; returns its factor. */
    private static double reflect(double[] a, int n, int k, double[] beside, double[] w) {
        int length = n - k - 1;
        int v = k * n + k + 1;
        double tail = Matrices.dot(a, v + 1, a, v + 1, length - 1);
        double first = a[v];
        if (tail == 0) {
            beside[k] = first;
            return 0;
        }
        double norm = Math.sqrt(first * first + tail);
        double becomes = first > 0 ? -norm : norm;
        beside[k] = becomes;
        a[v] = first - becomes;
        double factor = 2 / (a[v] * a[v] + tail);
        Arrays.fill(w, 0, length, 0);
        for (int i = 0; i < length; i++) {
            Matrices.addScaled(factor * a[v + i], a, (k + 1 + i) * n + k + 1, w, 0, length);
        }
        Matrices.addScaled(-factor / 2 * Matrices.dot(w, 0, a, v, length), a, v, w, 0, length);
        for (int i = 0; i < length; i++) {
            int row = (k + 1 + i) * n + k + 1;
            double vi = a[v + i];
            double wi = w[i];
            for (int j = 0; j < length; j++) {
                a[row + j] -= vi * w[j] + wi * a[v + j];
            }
        }
        return factor;
    }

    private static void apply(double[] a, int n, int k, double factor, double[] q, double[] w) {
        if (factor == 0) {
            return;
        }
        int length = n - k - 1;
        int v = k * n + k + 1;
        Arrays.fill(w, 0, length, 0);
        for (int i = 0; i < length; i++) {
            Matrices.addScaled(factor * a[v + i], q, (k + 1 + i) * n + k + 1, w, 0, length);
        }
        for (int i = 0; i < length; i++) {
            Matrices.addScaled(-a[v + i], w, 0, q, (k + 1 + i) * n + k + 1, length);
        }
    }

    private static void diagonal(double[] d, double[] e, double[] vectors, int n) {
        for (int low = 0; low < n; low++) {
            int steps = 0;
            for (int high = end(d, e, low, n); high > low; high = end(d, e, low, n)) {
                if (++steps > MAX_STEPS) {
                    throw new ArithmeticException("no eigenvalue after " + MAX_STEPS + " steps");
                }
                step(d, e, low, high, vectors, n);
            }
        }
    }

    /** {@return the end of the block that begins at an index: the first index behind which an element is negligible} */
    private static int end(double[] d, double[] e, int low, int n) {
        int high = low;
        while (high < n - 1 && Math.abs(e[high]) > PRECISION * (Math.abs(d[high]) + Math.abs(d[high + 1])) + NOTHING) {
            high++;
        }
        return high;
    }

    private static void step(double[] d, double[] e, int low, int high, double[] vectors, int n) {
        double half = (d[low + 1] - d[low]) / (2 * e[low]);
        double root = Math.sqrt(half * half + 1);
        double g = d[high] - d[low] + e[low] / (half + (half < 0 ? -root : root));
        double s = 1;
        double c = 1;
        double shift = 0;
        for (int i = high - 1; i >= low; i--) {
            double f = s * e[i];
            double b = c * e[i];
            double r = Math.sqrt(f * f + g * g);
            e[i + 1] = r;
            if (r == 0) {
                d[i + 1] -= shift;
                e[high] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - shift;
            double t = (d[i] - g) * s + 2 * c * b;
            shift = s * t;
            d[i + 1] = g + shift;
            g = c * t - b;
            Matrices.rotate(vectors, i * n, (i + 1) * n, n, c, s);
        }
        d[low] -= shift;
        e[low] = g;
        e[high] = 0;
    }

    private static SymmetricEigen sorted(double[] values, double[] vectors, int n, double scale) {
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sortedValues = new double[n];
        double[] sortedVectors = new double[n * n];
        for (int to = 0; to < n; to++) {
            int from = order[to];
            sortedValues[to] = values[from] * scale;
            double sign = sign(vectors, from * n, n);
            Matrices.addScaled(sign, vectors, from * n, sortedVectors, to * n, n);
        }
        return new SymmetricEigen(sortedValues, sortedVectors);
    }

    private static double sign(double[] vectors, int at, int n) {
        int largest = at;
        for (int i = at + 1; i < at + n; i++) {
            if (Math.abs(vectors[i]) > Math.abs(vectors[largest])) {
                largest = i;
            }
        }
        return vectors[largest] < 0 ? -1 : 1;
    }
}
