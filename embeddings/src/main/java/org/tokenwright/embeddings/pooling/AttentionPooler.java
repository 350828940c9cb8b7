package org.tokenwright.embeddings.pooling;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.tensors.Tensor;
import org.tokenwright.embeddings.tensors.TensorFiles;
import org.tokenwright.text.CorruptInputException;

/**
 * Attention over the units of a word from a few learned queries, of which each gives a part of the vector: the outputs of all
 * queries one behind the other. The layer is the multi-head attention of "Attention Is All You Need" (Vaswani et al. 2017) with
 * weights in the layout of PyTorch's {@code MultiheadAttention}; there is no padding to mask. Immutable and safe for any number of
 * threads, if the tables are.
 *
 * <pre>
 * d dimension of the units, H heads of d / H components each, K queries
 * queries            [K][d]
 * in_proj_weight     [3 d][d]   of queries, keys and values, in this order
 * in_proj_bias       [3 d]
 * out_proj.weight    [d][d]
 * out_proj.bias      [d]
 * </pre>
 */
public final class AttentionPooler implements WordPooler {
    /*
     * The queries never change, so all that can be is computed before. The score of a unit x for a head is
     *
     *     q . (Wk x + bk) = (Wk' q) . x + q . bk,
     *
     * of which the last term is the same for all units and falls out of the softmax. The weights of a softmax sum to 1, so that the
     * mean of the values is the value of the mean: Wv (sum of a x) + bv. A word of n units then costs O(K H n d + K d d) instead of
     * O(n d d): the projections are done once for a query and not for each unit. Sums are in double.
     */
    private final UnitVectors vectors;
    private final int queries;
    private final int heads;

    private static final int MAX_DIMENSION = 1 << 14;
    private static final int MAX_NUMBERS = Integer.MAX_VALUE - 8;

    /** What a unit is multiplied by for its score: [K][H][d], the square root of the size of a head divided out. */
    private final double[] probes;

    private final float[] valueWeights;
    private final float[] valueBias;
    private final float[] outWeights;
    private final float[] outBias;

    private AttentionPooler(
            UnitVectors vectors,
            int queries,
            int heads,
            double[] probes,
            float[] valueWeights,
            float[] valueBias,
            float[] outWeights,
            float[] outBias) {
        this.vectors = vectors;
        this.queries = queries;
        this.heads = heads;
        this.probes = probes;
        this.valueWeights = valueWeights;
        this.valueBias = valueBias;
        this.outWeights = outWeights;
        this.outBias = outBias;
    }

    /**
     * The numbers of the layer, which are not copied before they are used.
     *
     * @param queries [K][d]
     * @param inWeights [3 d][d]
     * @param inBias [3 d]
     * @param outWeights [d][d]
     * @param outBias [d]
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Weights(float[] queries, float[] inWeights, float[] inBias, float[] outWeights, float[] outBias) {
        /**
         * Reads the numbers of a layer from safetensors. Costs O(numbers).
         *
         * @param file a file, an index of shards, or a folder with one of them, as {@link TensorFiles#open} takes it
         * @param prefix what stands before the names of the five tensors, such as {@code pooler.}; can be empty
         * @return the numbers, as floats
         * @throws CorruptInputException if a file is malformed, or a tensor is missing, has no floats or another shape
         * @throws IOException if a file cannot be read
         */
        public static Weights read(Path file, String prefix) throws IOException {
            Map<String, Tensor> tensors = TensorFiles.open(file).tensors();
            Tensor queries = tensor(file, tensors, prefix + "queries");
            long d = queries.dimensions() == 2 ? queries.extent(1) : 0;
            if (d < 1 || d > MAX_DIMENSION || queries.extent(0) < 1) {
                throw new CorruptInputException(
                        file.toString(),
                        "tensor " + queries.name(),
                        queries.toString(),
                        "one query or more of 1 to " + MAX_DIMENSION + " components");
            }
            return new Weights(
                    numbers(file, queries, queries.extent(0), d),
                    numbers(file, tensor(file, tensors, prefix + "in_proj_weight"), 3 * d, d),
                    numbers(file, tensor(file, tensors, prefix + "in_proj_bias"), 3 * d),
                    numbers(file, tensor(file, tensors, prefix + "out_proj.weight"), d, d),
                    numbers(file, tensor(file, tensors, prefix + "out_proj.bias"), d));
        }

        private static Tensor tensor(Path file, Map<String, Tensor> tensors, String name) throws CorruptInputException {
            Tensor tensor = tensors.get(name);
            if (tensor == null) {
                throw new CorruptInputException(file.toString(), "tensors", "no " + name, "one");
            }
            return tensor;
        }

        private static float[] numbers(Path file, Tensor tensor, long... shape) throws IOException {
            if (!tensor.type().isFloat() || !Arrays.equals(shape, tensor.shape()) || tensor.size() > MAX_NUMBERS) {
                throw new CorruptInputException(
                        file.toString(),
                        "tensor " + tensor.name(),
                        tensor.toString(),
                        "floats of shape " + Arrays.toString(shape));
            }
            float[] numbers = new float[(int) tensor.size()];
            tensor.copy(0, numbers, 0, numbers.length);
            return numbers;
        }
    }

    /**
     * {@return the pooler}
     *
     * @param units the vector of each unit
     * @param positions what is added at each position, words with more units being refused; null for nothing
     * @param heads the number of heads, of which the dimension is a multiple
     * @param weights the numbers of the layer
     * @throws IllegalArgumentException if the tables differ in their dimensions, {@code heads} is less than 1 or does not divide the
     *     dimension, or an array does not have its size
     */
    public static AttentionPooler of(VectorTable units, @Nullable VectorTable positions, int heads, Weights weights) {
        UnitVectors vectors = new UnitVectors(units, positions);
        int d = units.dimension();
        if (heads < 1 || d % heads != 0) {
            throw new IllegalArgumentException(heads + " heads, expected 1 or more that divide the dimension " + d);
        }
        float[] queries = weights.queries();
        if (queries.length == 0 || queries.length % d != 0) {
            throw new IllegalArgumentException(
                    queries.length + " numbers of queries, expected one or more queries of " + d);
        }
        checkSize("weights of the input", weights.inWeights(), 3L * d * d);
        checkSize("biases of the input", weights.inBias(), 3L * d);
        checkSize("weights of the output", weights.outWeights(), (long) d * d);
        checkSize("biases of the output", weights.outBias(), d);
        return new AttentionPooler(
                vectors,
                queries.length / d,
                heads,
                probes(d, heads, weights),
                Arrays.copyOfRange(weights.inWeights(), 2 * d * d, 3 * d * d),
                Arrays.copyOfRange(weights.inBias(), 2 * d, 3 * d),
                weights.outWeights().clone(),
                weights.outBias().clone());
    }

    private static void checkSize(String name, float[] numbers, long size) {
        if (numbers.length != size) {
            throw new IllegalArgumentException(numbers.length + " " + name + ", expected " + size);
        }
    }

    private static double[] probes(int d, int heads, Weights weights) {
        int queries = weights.queries().length / d;
        int size = d / heads;
        double[] probes = new double[Math.multiplyExact(Math.multiplyExact(queries, heads), d)];
        for (int query = 0; query < queries; query++) {
            for (int i = 0; i < d; i++) {
                double projected = weights.inBias()[i];
                for (int j = 0; j < d; j++) {
                    projected += (double) weights.inWeights()[i * d + j] * weights.queries()[query * d + j];
                }
                double scaled = projected / Math.sqrt(size);
                int probe = (query * heads + i / size) * d;
                for (int j = 0; j < d; j++) {
                    probes[probe + j] += scaled * weights.inWeights()[(d + i) * d + j];
                }
            }
        }
        return probes;
    }

    @Override
    public int dimension() {
        return queries * vectors.dimension();
    }

    @Override
    public void pool(int[] units, int start, int end, float[] vector) {
        Objects.checkFromIndexSize(0, dimension(), vector.length);
        vectors.check(units, start, end);
        if (start == end) {
            Arrays.fill(vector, 0, dimension(), 0);
            return;
        }
        int d = vectors.dimension();
        int size = d / heads;
        float[] rows = new float[Math.multiplyExact(end - start, d)];
        float[] row = new float[d];
        for (int i = start; i < end; i++) {
            vectors.copy(units[i], i - start, row);
            System.arraycopy(row, 0, rows, (i - start) * d, d);
        }
        double[] context = new double[d];
        for (int query = 0; query < queries; query++) {
            for (int head = 0; head < heads; head++) {
                double[] mean = weightedMean(rows, (query * heads + head) * d);
                for (int i = head * size; i < (head + 1) * size; i++) {
                    context[i] = valueBias[i] + dot(valueWeights, i * d, mean);
                }
            }
            for (int i = 0; i < d; i++) {
                vector[query * d + i] = (float) (outBias[i] + dot(outWeights, i * d, context));
            }
        }
    }

    /** The mean of the rows, weighted by the softmax of their products with a probe. */
    private double[] weightedMean(float[] rows, int probe) {
        int d = vectors.dimension();
        double[] weights = new double[rows.length / d];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < d; j++) {
                weights[i] += probes[probe + j] * rows[i * d + j];
            }
            most = Math.max(most, weights[i]);
        }
        double sum = 0;
        double[] mean = new double[d];
        for (int i = 0; i < weights.length; i++) {
            double weight = Math.exp(weights[i] - most);
            sum += weight;
            for (int j = 0; j < d; j++) {
                mean[j] += weight * rows[i * d + j];
            }
        }
        for (int j = 0; j < d; j++) {
            mean[j] /= sum;
        }
        return mean;
    }

    private static double dot(float[] matrix, int start, double[] vector) {
        double dot = 0;
        for (int j = 0; j < vector.length; j++) {
            dot += matrix[start + j] * vector[j];
        }
        return dot;
    }
}
