package org.tokenwright.embeddings.vectorizers;

/** Solves linear equations with a symmetric positive definite matrix. */
final class Cholesky {
    private Cholesky() {}

    /**
     * Solves {@code matrix x = right}. Costs O(n^3).
     *
     * @param matrix n x n, row after row, of which the part on and below the diagonal is read, and overwritten
     * @param right n numbers, overwritten by the solution
     * @return whether the matrix is positive definite as far as rounding tells; if not, {@code right} is of no use
     */
    static boolean solve(double[] matrix, double[] right) {
        int n = right.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i * n + k] * matrix[j * n + k];
                }
                if (i > j) {
                    matrix[i * n + j] = sum / matrix[j * n + j];
                } else if (sum > 0) {
                    matrix[i * n + i] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                right[i] -= matrix[i * n + k] * right[k];
            }
            right[i] /= matrix[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                right[i] -= matrix[k * n + i] * right[k];
            }
            right[i] /= matrix[i * n + i];
        }
        return true;
    }
}
