package org.tokenwright.embeddings.transplant;

import java.util.Arrays;

/** The plain algorithm: two loops a step, one target after the other. */
final class DirectPursuit {
    private DirectPursuit() {}

    static SparseApproximation approximate(double[][] atoms, double[] target, int k) {
        int dimension = target.length;
        boolean[] used = new boolean[atoms.length];
        double[] residual = target.clone();
        double[][] basis = new double[k][];
        double[][] triangle = new double[k][k];
        double[] projections = new double[k];
        double[] residuals = new double[k + 1];
        int[] picked = new int[k];
        int count = 0;
        double norm = norm(target);
        residuals[0] = norm;
        while (count < k && residuals[count] > 1e-12 * norm) {
            int best = -1;
            double most = 0;
            for (int atom = 0; atom < atoms.length; atom++) {
                double correlation = Math.abs(dot(atoms[atom], residual));
                if (!used[atom] && correlation > most) {
                    most = correlation;
                    best = atom;
                }
            }
            if (best < 0) {
                break;
            }
            used[best] = true;
            double[] rest = atoms[best].clone();
            double[] column = new double[k];
            for (int pass = 0; pass < 2; pass++) {
                for (int i = 0; i < count; i++) {
                    double projection = dot(basis[i], rest);
                    column[i] += projection;
                    for (int d = 0; d < dimension; d++) {
                        rest[d] -= projection * basis[i][d];
                    }
                }
            }
            double left = norm(rest);
            if (left <= 1e-10 * norm(atoms[best])) {
                continue;
            }
            column[count] = left;
            for (int d = 0; d < dimension; d++) {
                rest[d] /= left;
            }
            basis[count] = rest;
            projections[count] = dot(rest, residual);
            for (int i = 0; i <= count; i++) {
                triangle[i][count] = column[i];
            }
            for (int d = 0; d < dimension; d++) {
                residual[d] -= projections[count] * rest[d];
            }
            picked[count++] = best;
            residuals[count] = norm(residual);
        }
        double[] coefficients = new double[count];
        for (int i = count - 1; i >= 0; i--) {
            double sum = projections[i];
            for (int j = i + 1; j < count; j++) {
                sum -= triangle[i][j] * coefficients[j];
            }
            coefficients[i] = sum / triangle[i][i];
        }
        return new SparseApproximation(Arrays.copyOf(picked, count), coefficients, Arrays.copyOf(residuals, count + 1));
    }

    /** In the order of additions that the algorithm has, so that ties are broken alike. */
    static double dot(double[] a, double[] b) {
        double[] sums = new double[4];
        for (int i = 0; i < a.length; i++) {
            sums[i < a.length / 4 * 4 ? i % 4 : 0] += a[i] * b[i];
        }
        return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }

    static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }
}
