package org.tokenwright.embeddings.sentence;

import java.util.Arrays;
import org.tokenwright.embeddings.linear.Matrices;
import org.tokenwright.embeddings.linear.SymmetricEigen;

/** The directions in which vectors differ most. Immutable. */
final class PrincipalComponents {
    private static final int ROWS_AT_ONCE = 512;

    private final double[] mean;
    private final double[] directions;
    private final int dimension;

    private PrincipalComponents(double[] mean, double[] directions, int dimension) {
        this.mean = mean;
        this.directions = directions;
        this.dimension = dimension;
    }

    /**
     * Finds the directions. Costs O(n d^2 + d^3) for n vectors of d components.
     *
     * @param vectors the vectors
     * @param dimension how many directions
     */
    static PrincipalComponents of(float[][] vectors, int dimension) {
        int from = vectors[0].length;
        double[] mean = new double[from];
        for (float[] vector : vectors) {
            for (int d = 0; d < from; d++) {
                mean[d] += vector[d] / (double) vectors.length;
            }
        }
        double[] covariance = new double[Math.multiplyExact(from, from)];
        for (int start = 0; start < vectors.length; start += ROWS_AT_ONCE) {
            int size = Math.min(ROWS_AT_ONCE, vectors.length - start);
            double[] block = centred(vectors, start, size, mean);
            double[] part = Matrices.multiply(Matrices.transpose(block, size, from), block, from, size, from);
            for (int i = 0; i < part.length; i++) {
                covariance[i] += part[i];
            }
        }
        double[] rows = Arrays.copyOf(SymmetricEigen.of(covariance, from).vectors(), dimension * from);
        return new PrincipalComponents(mean, Matrices.transpose(rows, dimension, from), dimension);
    }

    private static double[] centred(float[][] vectors, int start, int size, double[] mean) {
        double[] centred = new double[size * mean.length];
        for (int i = 0; i < size; i++) {
            for (int d = 0; d < mean.length; d++) {
                centred[i * mean.length + d] = vectors[start + i][d] - mean[d];
            }
        }
        return centred;
    }

    /** {@return the components of vectors in these directions, measured from the mean} */
    float[][] project(float[][] vectors) {
        float[][] projected = new float[vectors.length][dimension];
        for (int start = 0; start < vectors.length; start += ROWS_AT_ONCE) {
            int size = Math.min(ROWS_AT_ONCE, vectors.length - start);
            double[] block =
                    Matrices.multiply(centred(vectors, start, size, mean), directions, size, mean.length, dimension);
            for (int i = 0; i < size; i++) {
                for (int d = 0; d < dimension; d++) {
                    projected[start + i][d] = (float) block[i * dimension + d];
                }
            }
        }
        return projected;
    }
}
