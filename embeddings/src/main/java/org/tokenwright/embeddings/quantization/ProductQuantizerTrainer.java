package org.tokenwright.embeddings.quantization;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.VectorTable;

/** Learns a {@link ProductQuantizer} from vectors. For one thread, which may be helped by others. */
public final class ProductQuantizerTrainer {
    /** The largest magnitude of a component: 1e15. The squares of larger ones would leave the range of floats. */
    public static final float MAX_COMPONENT = 1e15f;

    private static final int ITERATIONS = 25;
    private static final int ROWS_PER_CENTROID = 256;
    private static final int ROWS_PER_CENTROID_OF_ROTATION = 64;
    private static final int MAX_SAMPLE = 1 << 28;

    private final int parts;
    private int bits = ProductQuantizer.MAX_BITS;
    private boolean rotate;
    private boolean norms;
    private long seed;
    private int threads = 1;

    ProductQuantizerTrainer(int parts) {
        this.parts = checkRange("parts", parts, 1, ProductQuantizer.MAX_DIMENSION);
    }

    /**
     * Sets the number of bits of a part; {@value ProductQuantizer#MAX_BITS} by default.
     *
     * @param bits {@value ProductQuantizer#MIN_BITS} to {@value ProductQuantizer#MAX_BITS}: a part has 2<sup>bits</sup>
     *     centroids
     * @return this
     * @throws IllegalArgumentException if {@code bits} is out of range
     */
    public ProductQuantizerTrainer bits(int bits) {
        this.bits = checkRange("bits", bits, ProductQuantizer.MIN_BITS, ProductQuantizer.MAX_BITS);
        return this;
    }

    /**
     * Sets whether vectors are rotated before they are cut into parts, by the rotation that makes the error small; not by
     * default. It pays most where parts are few. Learning it takes the most time by far, and encoding and decoding a vector then
     * cost the square of the dimension.
     *
     * @param rotate whether to rotate
     * @return this
     */
    public ProductQuantizerTrainer rotate(boolean rotate) {
        this.rotate = rotate;
        return this;
    }

    /**
     * Sets whether the lengths of vectors are stored apart from their directions, in a byte more; not by default. It pays where
     * lengths differ much, as those of word vectors do.
     *
     * @param norms whether to store them
     * @return this
     */
    public ProductQuantizerTrainer norms(boolean norms) {
        this.norms = norms;
        return this;
    }

    /**
     * Sets what decides all that chance decides; 0 by default.
     *
     * @param seed any number
     * @return this
     */
    public ProductQuantizerTrainer seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Sets how many threads work; 1 by default. The result does not depend on it.
     *
     * @param threads 1 or more
     * @return this
     * @throws IllegalArgumentException if {@code threads} is below 1
     */
    public ProductQuantizerTrainer threads(int threads) {
        this.threads = checkRange("threads", threads, 1, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Learns from the rows of a table, or from a sample of 256 rows for each centroid of a part if there are more. It holds the
     * sample and a copy of it in memory.
     *
     * @param table the vectors
     * @return the quantizer; the same for any number of threads
     * @throws IllegalArgumentException if there are no rows, fewer components than parts, or a component is no number or beyond
     *     {@link #MAX_COMPONENT}
     */
    public ProductQuantizer train(VectorTable table) {
        int dimension =
                checkRange("the dimension of the vectors", table.dimension(), 1, ProductQuantizer.MAX_DIMENSION);
        if (table.rows() == 0) {
            throw new IllegalArgumentException("there are no vectors to learn from: the table has 0 rows");
        }
        int[] starts = ProductQuantizer.starts(dimension, parts);
        int centroids = 1 << bits;
        float[] vectors = sample(table, Math.min(ROWS_PER_CENTROID * centroids, MAX_SAMPLE / dimension));
        float[] directions = norms ? directions(vectors, dimension) : vectors;
        try (WorkerPool pool = new WorkerPool(threads)) {
            @Nullable Rotation rotation = null;
            float[] rotated = directions;
            if (rotate) {
                int most = ROWS_PER_CENTROID_OF_ROTATION * centroids * dimension;
                float[] first = Arrays.copyOf(directions, Math.min(directions.length, most));
                rotation = new RotationLearner(first, starts, pool).learn(centroids, seed);
                rotated = rotated(directions, rotation, dimension, pool);
            }
            Codebook[] books = books(rotated, starts, centroids, pool);
            ProductQuantizer plain = new ProductQuantizer(bits, books, rotation, null);
            return norms ? new ProductQuantizer(bits, books, rotation, lengths(plain, vectors)) : plain;
        }
    }

    private Codebook[] books(float[] vectors, int[] starts, int centroids, WorkerPool pool) {
        Codebook[] books = new Codebook[parts];
        pool.run(parts, part -> {
            KMeans means = new KMeans(part(vectors, starts, part), starts[part + 1] - starts[part], centroids);
            books[part] = means.start(new SplittableRandom(seed + part)).run(ITERATIONS);
        });
        return books;
    }

    /** {@return one part of all vectors} */
    static float[] part(float[] vectors, int[] starts, int part) {
        int dimension = starts[starts.length - 1];
        int size = starts[part + 1] - starts[part];
        int n = vectors.length / dimension;
        float[] result = new float[n * size];
        for (int i = 0; i < n; i++) {
            System.arraycopy(vectors, i * dimension + starts[part], result, i * size, size);
        }
        return result;
    }

    /** Draws rows, each as likely as the others, in an order that chance decides too. */
    private float[] sample(VectorTable table, int most) {
        int dimension = table.dimension();
        int n = (int) Math.min(table.rows(), most);
        long[] rows = new long[n];
        SplittableRandom random = new SplittableRandom(seed);
        for (long row = 0; row < table.rows(); row++) {
            long place = row < n ? row : random.nextLong(row + 1);
            if (place < n) {
                rows[(int) place] = row;
            }
        }
        for (int i = n; i > 1; i--) {
            int other = random.nextInt(i);
            long row = rows[i - 1];
            rows[i - 1] = rows[other];
            rows[other] = row;
        }
        float[] vectors = new float[n * dimension];
        for (int i = 0; i < n; i++) {
            table.copy(rows[i], vectors, i * dimension);
            check(vectors, i * dimension, dimension, rows[i]);
        }
        return vectors;
    }

    /** Refuses a vector that cannot be quantized. */
    static void check(float[] vector, int from, int dimension, long row) {
        for (int i = from; i < from + dimension; i++) {
            if (!(Math.abs(vector[i]) <= MAX_COMPONENT)) {
                throw new IllegalArgumentException("component " + (i - from) + " of row " + row + " is " + vector[i]
                        + ", expected a number of at most " + MAX_COMPONENT);
            }
        }
    }

    private static float[] directions(float[] vectors, int dimension) {
        float[] directions = vectors.clone();
        for (int at = 0; at < directions.length; at += dimension) {
            ProductQuantizer.normalize(directions, at, dimension);
        }
        return directions;
    }

    private static float[] rotated(float[] vectors, Rotation rotation, int dimension, WorkerPool pool) {
        float[] rotated = new float[vectors.length];
        pool.run(vectors.length / dimension, i -> rotation.apply(vectors, i * dimension, rotated, i * dimension));
        return rotated;
    }

    /** {@return the lengths that codes stand for, ascending from 0} */
    private float[] lengths(ProductQuantizer directions, float[] vectors) {
        int dimension = directions.dimension();
        float[] gains = new float[vectors.length / dimension];
        byte[] code = new byte[directions.codeBytes()];
        float[] decoded = new float[dimension];
        float[] direction = new float[dimension];
        for (int i = 0; i < gains.length; i++) {
            System.arraycopy(vectors, i * dimension, direction, 0, dimension);
            ProductQuantizer.normalize(direction, 0, dimension);
            directions.encode(direction, 0, code, 0);
            directions.decode(code, 0, decoded, 0);
            gains[i] = ProductQuantizer.gain(vectors, i * dimension, decoded);
        }
        Codebook book = new KMeans(gains, 1, ProductQuantizer.LENGTHS - 1)
                .start(new SplittableRandom(seed + parts))
                .run(ITERATIONS);
        float[] lengths = Arrays.copyOf(book.rows(), ProductQuantizer.LENGTHS);
        lengths[ProductQuantizer.LENGTHS - 1] = 0;
        Arrays.sort(lengths);
        return lengths;
    }

    private static int checkRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + least
                    + (most == Integer.MAX_VALUE ? " or more" : " to " + most));
        }
        return value;
    }
}
