package org.tokenwright.embeddings.quantization;

import java.util.SplittableRandom;
import org.tokenwright.embeddings.linear.Matrices;
import org.tokenwright.embeddings.linear.Svd;
import org.tokenwright.embeddings.linear.SymmetricEigen;

/** Finds the rotation after which the parts of vectors are quantized best. For one caller; it works in the threads of a pool. */
final class RotationLearner {
    /*
     * Ge, He, Ke and Sun, "Optimized Product Quantization for Approximate Nearest Neighbor Search" (CVPR 2013). The start is
     * their parametric solution: principal components, each given to the part with the smallest product of variances that has
     * room. Then, in turns: rotate, move the centroids a little, and take the rotation that brings the vectors nearest to their
     * decoded selves, which is U V^T of the singular value decomposition of X^T Y (orthogonal Procrustes). Neither step raises
     * the error. Vectors are centred for it: their mean is no matter of the rotation, as centroids absorb it.
     *
     * Every task writes to its own rows or its own part, and sums run over the vectors in order, so that threads decide nothing.
     */
    private static final int ROUNDS = 50;
    private static final int FIRST_ITERATIONS = 10;
    private static final int ITERATIONS = 2;
    private static final int BLOCK = 256;
    private static final double LEAST_VARIANCE = 1e-30;

    private final float[] centred;
    private final int n;
    private final int dimension;
    private final int[] starts;
    private final WorkerPool pool;

    /**
     * Takes vectors.
     *
     * @param vectors the vectors, one after the other
     * @param starts where each part begins, and their dimension at the end
     * @param pool does the work
     */
    RotationLearner(float[] vectors, int[] starts, WorkerPool pool) {
        this.starts = starts;
        this.pool = pool;
        dimension = starts[starts.length - 1];
        n = vectors.length / dimension;
        centred = centred(vectors);
    }

    private float[] centred(float[] vectors) {
        double[] mean = new double[dimension];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < dimension; j++) {
                mean[j] += vectors[i * dimension + j];
            }
        }
        float[] result = new float[n * dimension];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < dimension; j++) {
                result[i * dimension + j] = (float) (vectors[i * dimension + j] - mean[j] / n);
            }
        }
        return result;
    }

    /**
     * {@return the rotation}
     *
     * @param centroids how many centroids a part has
     * @param seed decides where the centroids start
     */
    Rotation learn(int centroids, long seed) {
        Rotation rotation = balanced();
        int parts = starts.length - 1;
        Codebook[] books = new Codebook[parts];
        float[] rotated = new float[centred.length];
        float[] decoded = new float[centred.length];
        for (int round = 0; round < ROUNDS; round++) {
            rotate(rotation, rotated);
            pool.run(parts, part -> {
                int size = starts[part + 1] - starts[part];
                KMeans means = new KMeans(ProductQuantizerTrainer.part(rotated, starts, part), size, centroids);
                books[part] = books[part] == null
                        ? means.start(new SplittableRandom(seed + part)).run(FIRST_ITERATIONS)
                        : means.start(books[part]).run(ITERATIONS);
                float[] scratch = new float[centroids];
                for (int i = 0; i < n; i++) {
                    int at = i * dimension + starts[part];
                    books[part].copy(books[part].nearest(rotated, at, scratch), decoded, at);
                }
            });
            rotation = nearest(decoded);
        }
        return rotation;
    }

    private void rotate(Rotation rotation, float[] target) {
        pool.run((n + BLOCK - 1) / BLOCK, block -> {
            for (int i = block * BLOCK; i < Math.min(n, (block + 1) * BLOCK); i++) {
                rotation.apply(centred, i * dimension, target, i * dimension);
            }
        });
    }

    private Rotation balanced() {
        SymmetricEigen components = SymmetricEigen.of(products(centred), dimension);
        int parts = starts.length - 1;
        int[] taken = new int[parts];
        double[] volumes = new double[parts];
        float[] rows = new float[dimension * dimension];
        for (int i = 0; i < dimension; i++) {
            int chosen = -1;
            for (int part = 0; part < parts; part++) {
                boolean room = taken[part] < starts[part + 1] - starts[part];
                if (room && (chosen < 0 || volumes[part] < volumes[chosen])) {
                    chosen = part;
                }
            }
            volumes[chosen] += Math.log(Math.max(components.values()[i] / n, LEAST_VARIANCE));
            int row = starts[chosen] + taken[chosen]++;
            for (int j = 0; j < dimension; j++) {
                rows[row * dimension + j] = (float) components.vectors()[i * dimension + j];
            }
        }
        return new Rotation(rows, dimension);
    }

    private Rotation nearest(float[] decoded) {
        Svd svd = Svd.of(products(decoded), dimension, dimension);
        double[] left = Matrices.transpose(svd.u(), dimension, dimension);
        double[] product = Matrices.multiply(svd.v(), left, dimension, dimension, dimension);
        float[] rows = new float[product.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) product[i];
        }
        return new Rotation(rows, dimension);
    }

    /** {@return the product of the transposed matrix of the centred vectors, one a row, and another such matrix} */
    private double[] products(float[] others) {
        double[] result = new double[dimension * dimension];
        int width = Math.max(1, Math.min(BLOCK / 8, dimension / 8));
        pool.run((dimension + width - 1) / width, block -> {
            int to = Math.min(dimension, (block + 1) * width);
            for (int row = 0; row < n; row++) {
                for (int i = block * width; i < to; i++) {
                    double weight = centred[row * dimension + i];
                    for (int j = 0; j < dimension; j++) {
                        result[i * dimension + j] += weight * others[row * dimension + j];
                    }
                }
            }
        });
        return result;
    }
}
