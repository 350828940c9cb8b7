package org.tokenwright.embeddings.fasttext;

import java.util.Arrays;
import org.tokenwright.text.ProgressListener;

/**
 * Learns a product quantizer as the C++ program does, to the same bytes: for each part k-means with 256 centroids over 65,536
 * rows at most, in 25 iterations, from one random stream for all parts. For one thread.
 */
final class QuantizerTrainer {
    /*
     * Distances from a point to all centroids are computed at once: centroids stand transposed, component by component, so that
     * the loop over centroids can be vectorized while each sum keeps its order. The nearest is the first one whose distance
     * equals the least.
     */
    private static final int CENTROIDS = ProductQuantizer.CENTROIDS;
    private static final int MOST_POINTS = 256 * CENTROIDS;
    private static final int ITERATIONS = 25;
    private static final float NUDGE = 1e-7F;
    private static final long SEED = 1234;

    private final Matrix rows;
    private final int dimension;
    private final int width;
    private final Minstd random = new Minstd(SEED);
    private final float[] distances = new float[CENTROIDS];

    private QuantizerTrainer(Matrix rows, int width) {
        this.rows = rows;
        this.width = width;
        dimension = rows.dimension();
        if (rows.rows() < CENTROIDS) {
            throw new IllegalArgumentException("a matrix of " + rows.rows() + " rows, at least " + CENTROIDS
                    + " rows are needed for quantization");
        }
    }

    /**
     * Quantizes a matrix.
     *
     * @param rows the matrix, at least 256 rows; changed if lengths are to have codes of their own
     * @param width components of a part
     * @param withNorms whether rows are divided by their length, and the length has a code of its own
     * @param name what the matrix is, for the listener
     * @param listener hears of the progress and can cancel
     * @return the quantized matrix
     * @throws IllegalArgumentException if the matrix has fewer than 256 rows
     */
    static QuantizedTable quantize(Matrix rows, int width, boolean withNorms, String name, ProgressListener listener) {
        int count = (int) rows.rows();
        byte[] normCodes = null;
        ProductQuantizer norms = null;
        if (withNorms) {
            Matrix lengths = new Matrix(count, 1);
            for (int i = 0; i < count; i++) {
                float norm = rows.norm(i);
                lengths.row(i)[0] = norm;
                divide(rows.row(i), norm);
            }
            QuantizerTrainer trainer = new QuantizerTrainer(lengths, 1);
            norms = trainer.train("quantizing lengths of the " + name, listener);
            normCodes = trainer.encode(norms);
        }
        QuantizerTrainer trainer = new QuantizerTrainer(rows, width);
        ProductQuantizer quantizer = trainer.train("quantizing the " + name, listener);
        return new QuantizedTable(count, rows.dimension(), quantizer, trainer.encode(quantizer), normCodes, norms);
    }

    private static void divide(float[] row, float by) {
        if (by != 0) {
            for (int i = 0; i < row.length; i++) {
                row[i] /= by;
            }
        }
    }

    private ProductQuantizer train(String phase, ProgressListener listener) {
        int count = (int) rows.rows();
        int points = Math.min(count, MOST_POINTS);
        int parts = ProductQuantizer.parts(dimension, width);
        float[] centroids = new float[Math.multiplyExact(dimension, CENTROIDS)];
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        Reports reports = new Reports(phase, "parts", parts, listener);
        for (int part = 0; part < parts; part++) {
            int from = part * width;
            int size = Math.min(width, dimension - from);
            if (points < count) {
                random.shuffle(order);
            }
            float[] sample = new float[points * size];
            for (int i = 0; i < points; i++) {
                System.arraycopy(rows.row(order[i]), from, sample, i * size, size);
            }
            float[] learned = cluster(sample, points, size);
            System.arraycopy(learned, 0, centroids, from * CENTROIDS, learned.length);
            reports.report(part + 1L);
        }
        reports.end(parts);
        return new ProductQuantizer(dimension, width, centroids);
    }

    private byte[] encode(ProductQuantizer quantizer) {
        int count = (int) rows.rows();
        int parts = quantizer.parts();
        byte[] codes = new byte[Math.multiplyExact(count, parts)];
        for (int part = 0; part < parts; part++) {
            int from = part * width;
            int size = Math.min(width, dimension - from);
            int first = quantizer.centroid(part, 0);
            float[] columns =
                    transpose(Arrays.copyOfRange(quantizer.centroids(), first, first + CENTROIDS * size), size);
            for (int i = 0; i < count; i++) {
                codes[i * parts + part] = (byte) nearest(rows.row(i), from, columns, size);
            }
        }
        return codes;
    }

    /** {@return centroids one behind the other} */
    private float[] cluster(float[] sample, int points, int size) {
        int[] order = new int[points];
        Arrays.setAll(order, i -> i);
        random.shuffle(order);
        float[] centroids = new float[CENTROIDS * size];
        for (int c = 0; c < CENTROIDS; c++) {
            System.arraycopy(sample, order[c] * size, centroids, c * size, size);
        }
        int[] counts = new int[CENTROIDS];
        int[] codes = new int[points];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            float[] columns = transpose(centroids, size);
            for (int i = 0; i < points; i++) {
                codes[i] = nearest(sample, i * size, columns, size);
            }
            average(sample, codes, size, centroids, counts);
            fillEmpty(centroids, counts, points, size);
        }
        return centroids;
    }

    private static float[] transpose(float[] centroids, int size) {
        float[] columns = new float[centroids.length];
        for (int c = 0; c < CENTROIDS; c++) {
            for (int i = 0; i < size; i++) {
                columns[i * CENTROIDS + c] = centroids[c * size + i];
            }
        }
        return columns;
    }

    private int nearest(float[] points, int at, float[] columns, int size) {
        float[] sums = distances;
        Arrays.fill(sums, 0);
        for (int i = 0; i < size; i++) {
            addSquares(points[at + i], columns, i * CENTROIDS, sums);
        }
        float least = sums[0];
        for (int c = 1; c < CENTROIDS; c++) {
            least = Math.min(least, sums[c]);
        }
        for (int c = 0; c < CENTROIDS; c++) {
            if (sums[c] == least) {
                return c;
            }
        }
        return 0;
    }

    private static void addSquares(float x, float[] columns, int from, float[] sums) {
        for (int c = 0; c < CENTROIDS; c++) {
            float difference = x - columns[from + c];
            sums[c] += difference * difference;
        }
    }

    private static void average(float[] sample, int[] codes, int size, float[] centroids, int[] counts) {
        Arrays.fill(centroids, 0);
        Arrays.fill(counts, 0);
        for (int i = 0; i < codes.length; i++) {
            int to = codes[i] * size;
            for (int j = 0; j < size; j++) {
                centroids[to + j] += sample[i * size + j];
            }
            counts[codes[i]]++;
        }
        for (int c = 0; c < CENTROIDS; c++) {
            for (int j = 0; j < size && counts[c] > 0; j++) {
                centroids[c * size + j] /= counts[c];
            }
        }
    }

    /** Gives centroids without points half of the points of another, and parts the two by a little. */
    private void fillEmpty(float[] centroids, int[] counts, int points, int size) {
        for (int empty = 0; empty < CENTROIDS; empty++) {
            if (counts[empty] > 0) {
                continue;
            }
            int donor = 0;
            while (random.uniform() * (points - CENTROIDS) >= counts[donor] - 1) {
                donor = (donor + 1) % CENTROIDS;
            }
            for (int j = 0; j < size; j++) {
                float value = centroids[donor * size + j];
                float nudge = (j % 2 * 2 - 1) * NUDGE;
                centroids[empty * size + j] = value + nudge;
                centroids[donor * size + j] = value - nudge;
            }
            counts[empty] = counts[donor] / 2;
            counts[donor] -= counts[empty];
        }
    }
}
