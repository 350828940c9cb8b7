package org.tokenwright.embeddings.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class LinearTest {
    private static final double CLOSE = 1e-11;

    @Test
    void productsAreThoseOfThreeLoops() {
        SplittableRandom random = Seeds.random("LinearTest");
        for (int round = 0; round < 20; round++) {
            int rows = random.nextInt(1, 30);
            int inner = random.nextInt(1, 150);
            int columns = random.nextInt(1, round % 4 == 0 ? 700 : 20);
            double[] a = matrix(random, rows, inner);
            double[] b = matrix(random, inner, columns);
            double[] expected = slow(a, b, rows, inner, columns);
            assertArrayEquals(expected, Matrices.multiply(a, b, rows, inner, columns), CLOSE);
            float[] sums = new float[5 + rows * (columns + 3)];
            Matrices.addProduct(floats(a), floats(b), 0, sums, 5, columns + 3, rows, inner, columns);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    assertEquals(expected[row * columns + column], sums[5 + row * (columns + 3) + column], 1e-3);
                }
            }
        }
    }

    @Test
    void eigenvectorsGiveTheMatrixBack() {
        SplittableRandom random = Seeds.random("LinearTest");
        for (int n : new int[] {0, 1, 2, 3, 7, 40, 90}) {
            double[] a = matrix(random, n, n);
            double[] symmetric = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    boolean sparse = n == 40 && (i / 4 != j / 4);
                    symmetric[i * n + j] = sparse ? 0 : a[i * n + j] + a[j * n + i];
                }
            }
            checkEigen(symmetric, n);
        }
        checkEigen(new double[25], 5);
        double[] rankOne = new double[36];
        java.util.Arrays.fill(rankOne, 1e-30);
        checkEigen(rankOne, 6);
        assertEquals(
                "element 1 of the matrix is NaN, expected a finite number",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SymmetricEigen.of(new double[] {1, Double.NaN, 0, 1}, 2))
                        .getMessage());
    }

    private static void checkEigen(double[] symmetric, int n) {
        SymmetricEigen eigen = SymmetricEigen.of(symmetric, n);
        double[] vectors = eigen.vectors();
        double[] scaled = vectors.clone();
        for (int i = 0; i < n * n; i++) {
            scaled[i] *= eigen.values()[i / n];
        }
        double[] transposed = Matrices.transpose(vectors, n, n);
        assertArrayEquals(symmetric, slow(transposed, scaled, n, n, n), CLOSE);
        assertOrthonormal(transposed, n, n);
        for (int i = 1; i < n; i++) {
            assertTrue(eigen.values()[i - 1] >= eigen.values()[i]);
        }
    }

    @Test
    void singularVectorsGiveTheMatrixBack() {
        SplittableRandom random = Seeds.random("LinearTest");
        for (int[] shape : new int[][] {{1, 1}, {3, 5}, {5, 3}, {60, 20}, {20, 60}, {32, 32}, {0, 3}}) {
            int m = shape[0];
            int n = shape[1];
            checkSvd(matrix(random, m, n), m, n);
            int rank = Math.min(2, Math.min(m, n));
            checkSvd(slow(matrix(random, m, rank), matrix(random, rank, n), m, rank, n), m, n);
        }
        checkSvd(new double[12], 4, 3);
        double[] scaled = {1e-9, 0, 0, 1e9, 0, 0};
        checkSvd(scaled, 3, 2);
        assertArrayEquals(new double[] {1e9, 1e-9}, Svd.of(scaled, 3, 2).values(), 1e-20);
    }

    private static void checkSvd(double[] a, int m, int n) {
        Svd svd = Svd.of(a, m, n);
        int k = Math.min(m, n);
        assertOrthonormal(svd.u(), m, k);
        assertOrthonormal(svd.v(), n, k);
        double[] scaled = svd.u().clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= svd.values()[i % k];
        }
        assertArrayEquals(a, slow(scaled, Matrices.transpose(svd.v(), n, k), m, k, n), 1e-6 * (m == 3 ? 1 : 1e-5));
    }

    private static void assertOrthonormal(double[] columns, int m, int k) {
        double[] products = slow(Matrices.transpose(columns, m, k), columns, k, m, k);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                assertEquals(i == j ? 1 : 0, products[i * k + j], CLOSE);
            }
        }
    }

    private static double[] matrix(SplittableRandom random, int rows, int columns) {
        return random.doubles((long) rows * columns, -1, 1).toArray();
    }

    private static float[] floats(double[] doubles) {
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    private static double[] slow(double[] a, double[] b, int rows, int inner, int columns) {
        double[] product = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < inner; k++) {
                    product[i * columns + j] += a[i * inner + k] * b[k * columns + j];
                }
            }
        }
        return product;
    }
}
