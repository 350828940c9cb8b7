package org.tokenwright.embeddings.linear;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The thin singular value decomposition of a matrix of m rows and n columns: {@code a = u diag(values) v^T}, with
 * k = min(m, n). The columns of u and of v are orthonormal, also where values are zero.
 *
 * @param u the left singular vectors, m x k, row after row
 * @param values the k singular values, largest first
 * @param v the right singular vectors, n x k, row after row
 */
@SuppressWarnings("ArrayRecordComponent") // three results, not a value that is compared
public record Svd(double[] u, double[] values, double[] v) {
    /*
     * One-sided Jacobi rotations (Hestenes 1958; Golub and Van Loan, 8.6.3) make the columns of a V orthogonal, to full relative
     * precision also for small values. V begins as the eigenvectors of a^T a, so that two or three sweeps are enough. Columns
     * are held as rows.
     */
    private static final int MAX_SWEEPS = 60;
    private static final double PRECISION = 0x1p-50;
    private static final double ZERO = 1e-14;

    /**
     * Takes a matrix apart. Costs O(m n min(m, n)), with a constant of some tens.
     *
     * @param matrix the matrix, row after row
     * @param m the number of its rows
     * @param n the number of its columns
     * @return its singular values and vectors
     * @throws IllegalArgumentException if there are not m n elements, or one is not finite
     */
    public static Svd of(double[] matrix, int m, int n) {
        if (m < 0 || n < 0 || matrix.length != (long) m * n) {
            throw new IllegalArgumentException(
                    "the matrix has " + matrix.length + " elements, expected " + m + " x " + n);
        }
        double scale = Matrices.largest(matrix, "matrix");
        if (m < n) {
            Svd transposed = of(Matrices.transpose(matrix, m, n), n, m);
            return new Svd(transposed.v, transposed.values, transposed.u);
        }
        double[] a = new double[matrix.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = scale == 0 ? 0 : matrix[i] / scale;
        }
        double[] columns = Matrices.transpose(a, m, n);
        double[] v =
                SymmetricEigen.of(Matrices.multiply(columns, a, n, m, n), n).vectors();
        double[] products = Matrices.multiply(v, columns, n, n, m);
        orthogonalize(products, v, m, n);
        return sorted(products, v, m, n, scale);
    }

    private static void orthogonalize(double[] products, double[] v, int m, int n) {
        boolean rotated = true;
        for (int sweep = 0; rotated && sweep < MAX_SWEEPS; sweep++) {
            rotated = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotated |= rotate(products, v, m, n, p, q);
                }
            }
        }
    }

    private static boolean rotate(double[] products, double[] v, int m, int n, int p, int q) {
        double pq = Matrices.dot(products, p * m, products, q * m, m);
        double pp = Matrices.dot(products, p * m, products, p * m, m);
        double qq = Matrices.dot(products, q * m, products, q * m, m);
        if (Math.abs(pq) <= PRECISION * Math.sqrt(pp) * Math.sqrt(qq) || pp == 0 || qq == 0) {
            return false;
        }
        double half = (qq - pp) / (2 * pq);
        double tangent = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.sqrt(half * half + 1));
        double c = 1 / Math.sqrt(tangent * tangent + 1);
        double s = c * tangent;
        if (s == 0) {
            return false;
        }
        Matrices.rotate(products, p * m, q * m, m, c, s);
        Matrices.rotate(v, p * n, q * n, n, c, s);
        return true;
    }

    private static Svd sorted(double[] products, double[] v, int m, int n, double scale) {
        double[] norms = new double[n];
        for (int i = 0; i < n; i++) {
            norms[i] = Math.sqrt(Matrices.dot(products, i * m, products, i * m, m));
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -norms[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] values = new double[n];
        double[] left = new double[n * m];
        double[] right = new double[n * n];
        for (int to = 0; to < n; to++) {
            int from = order[to];
            values[to] = norms[from] * scale;
            Matrices.addScaled(1, v, from * n, right, to * n, n);
            if (norms[from] > ZERO * norms[order[0]]) {
                Matrices.addScaled(1 / norms[from], products, from * m, left, to * m, m);
            } else {
                complete(left, to, m);
            }
        }
        return new Svd(Matrices.transpose(left, n, m), values, Matrices.transpose(right, n, n));
    }

    /** Adds a unit vector that is orthogonal to those before it: what is left of the axis of which most is left. */
    private static void complete(double[] left, int count, int m) {
        int axis = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < m; i++) {
            double taken = 0;
            for (int row = 0; row < count; row++) {
                taken += left[row * m + i] * left[row * m + i];
            }
            if (taken < least) {
                least = taken;
                axis = i;
            }
        }
        int at = count * m;
        left[at + axis] = 1;
        for (int pass = 0; pass < 2; pass++) {
            for (int row = 0; row < count; row++) {
                Matrices.addScaled(-Matrices.dot(left, at, left, row * m, m), left, row * m, left, at, m);
            }
        }
        double norm = Math.sqrt(Matrices.dot(left, at, left, at, m));
        for (int i = at; i < at + m; i++) {
            left[i] /= norm;
        }
    }
}
