package org.tokenwright.embeddings.sentence;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.tokenwright.embeddings.linear.Matrices;

/**
 * Vectors that share directions: each is a direction out of a few, times its norm. By k-means of the unit vectors (Lloyd 1982),
 * which begins with distinct vectors drawn at random. One thread; the same seed gives the same bits.
 */
final class VocabularyClusters {
    private static final int ROUNDS = 20;
    private static final int ROWS_AT_ONCE = 64;

    private final float[][] vectors;
    private final int dimension;
    private final float[] norms;
    private final int[] mapping;
    private final float[][] centres;

    /**
     * Finds clusters. Costs O(rounds vectors clusters dimension), at most 20 rounds.
     *
     * @param vectors the vectors
     * @param clusters how many directions, at least 1 and at most as many as vectors
     */
    VocabularyClusters(float[][] vectors, int clusters, long seed) {
        dimension = vectors[0].length;
        norms = new float[vectors.length];
        this.vectors = new float[vectors.length][dimension];
        for (int i = 0; i < vectors.length; i++) {
            double square = 0;
            for (float component : vectors[i]) {
                square += (double) component * component;
            }
            norms[i] = (float) Math.sqrt(square);
            for (int d = 0; d < dimension && norms[i] > 0; d++) {
                this.vectors[i][d] = vectors[i][d] / norms[i];
            }
        }
        mapping = new int[vectors.length];
        Arrays.fill(mapping, -1);
        centres = start(clusters, new SplittableRandom(seed));
        for (int round = 0; round < ROUNDS && assign(); round++) {
            move();
        }
    }

    private float[][] start(int clusters, SplittableRandom random) {
        int[] order = new int[vectors.length];
        float[][] start = new float[clusters][];
        Arrays.setAll(order, i -> i);
        for (int i = 0; i < clusters; i++) {
            int other = i + random.nextInt(order.length - i);
            int drawn = order[other];
            order[other] = order[i];
            start[i] = vectors[drawn].clone();
        }
        return start;
    }

    /** Assigns each vector to the nearest centre; returns whether one moved. */
    private boolean assign() {
        int clusters = centres.length;
        float[] transposed = new float[Math.multiplyExact(dimension, clusters)];
        double[] squares = new double[clusters];
        for (int c = 0; c < clusters; c++) {
            for (int d = 0; d < dimension; d++) {
                transposed[d * clusters + c] = centres[c][d];
                squares[c] += (double) centres[c][d] * centres[c][d];
            }
        }
        boolean moved = false;
        float[] block = new float[ROWS_AT_ONCE * dimension];
        float[] products = new float[Math.multiplyExact(ROWS_AT_ONCE, clusters)];
        for (int start = 0; start < vectors.length; start += ROWS_AT_ONCE) {
            int size = Math.min(ROWS_AT_ONCE, vectors.length - start);
            for (int i = 0; i < size; i++) {
                System.arraycopy(vectors[start + i], 0, block, i * dimension, dimension);
            }
            Arrays.fill(products, 0);
            Matrices.addProduct(block, transposed, 0, products, 0, clusters, size, dimension, clusters);
            for (int i = 0; i < size; i++) {
                int best = 0;
                double least = Double.MAX_VALUE;
                for (int c = 0; c < clusters; c++) {
                    double distance = squares[c] - 2.0 * products[i * clusters + c];
                    if (distance < least) {
                        least = distance;
                        best = c;
                    }
                }
                moved |= mapping[start + i] != best;
                mapping[start + i] = best;
            }
        }
        return moved;
    }

    /** Moves each centre to the mean of its vectors; one without vectors stays. */
    private void move() {
        double[][] sums = new double[centres.length][dimension];
        int[] counts = new int[centres.length];
        for (int i = 0; i < vectors.length; i++) {
            counts[mapping[i]]++;
            for (int d = 0; d < dimension; d++) {
                sums[mapping[i]][d] += vectors[i][d];
            }
        }
        for (int c = 0; c < centres.length; c++) {
            for (int d = 0; d < dimension && counts[c] > 0; d++) {
                centres[c][d] = (float) (sums[c][d] / counts[c]);
            }
        }
    }

    float[][] centres() {
        return centres;
    }

    int[] mapping() {
        return mapping;
    }

    float[] norms() {
        return norms;
    }
}
