package org.tokenwright.embeddings.sentence;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.tensors.Tensor;
import org.tokenwright.embeddings.tensors.TensorType;
import org.tokenwright.text.CorruptInputException;

/** The vectors of ids. Immutable. */
final class TokenRows {
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final int dimension;
    private final float @Nullable [][] floats;
    private final byte @Nullable [][] bytes;
    private final float @Nullable [] weights;
    private final int @Nullable [] mapping;
    private final int ids;

    private TokenRows(
            int dimension,
            float @Nullable [][] floats,
            byte @Nullable [][] bytes,
            float @Nullable [] weights,
            int @Nullable [] mapping,
            int ids) {
        this.dimension = dimension;
        this.floats = floats;
        this.bytes = bytes;
        this.weights = weights;
        this.mapping = mapping;
        this.ids = ids;
    }

    static TokenRows read(String source, Tensor matrix, @Nullable Tensor weights, @Nullable Tensor mapping)
            throws IOException {
        boolean isBytes = matrix.type() == TensorType.I8;
        boolean isMatrix = matrix.dimensions() == 2 && (matrix.type().isFloat() || isBytes);
        if (!isMatrix || matrix.extent(1) < 1) {
            throw corrupt(source, matrix, "a matrix of floats or I8 with at least one column");
        }
        if (matrix.extent(0) > MOST || matrix.extent(1) > MOST) {
            throw corrupt(source, matrix, "at most " + MOST + " rows and columns");
        }
        int count = (int) matrix.extent(0);
        int dimension = (int) matrix.extent(1);
        int @Nullable [] rowOf = mapping == null ? null : mapping(source, mapping, count);
        int ids = rowOf == null ? count : rowOf.length;
        float @Nullable [] factors = null;
        if (weights != null) {
            if (weights.dimensions() != 1
                    || weights.extent(0) != ids
                    || !weights.type().isFloat()) {
                throw corrupt(source, weights, ids + " floats");
            }
            factors = new float[ids];
            weights.copy(0, factors, 0, ids);
        }
        float[][] floats = isBytes ? null : new float[count][dimension];
        byte[][] bytes = isBytes ? new byte[count][dimension] : null;
        for (int row = 0; row < count; row++) {
            long start = (long) row * dimension;
            if (floats != null) {
                matrix.copy(start, floats[row], 0, dimension);
            } else if (bytes != null) {
                matrix.copyBytes(start, bytes[row], 0, dimension);
            }
        }
        return new TokenRows(dimension, floats, bytes, factors, rowOf, ids);
    }

    private static int[] mapping(String source, Tensor mapping, int rows) throws IOException {
        if (mapping.dimensions() != 1 || mapping.type().isFloat() || mapping.extent(0) > MOST) {
            throw corrupt(source, mapping, "integers in one dimension");
        }
        int[] rowOf = new int[(int) mapping.extent(0)];
        long[] read = new long[1];
        for (int id = 0; id < rowOf.length; id++) {
            mapping.copy(id, read, 0, 1);
            if (read[0] < 0 || read[0] >= rows) {
                throw new CorruptInputException(
                        source, "tensor mapping, element " + id, Long.toString(read[0]), "a row below " + rows);
            }
            rowOf[id] = (int) read[0];
        }
        return rowOf;
    }

    private static CorruptInputException corrupt(String source, Tensor tensor, String expected) {
        return new CorruptInputException(source, "tensor " + tensor.name(), tensor.toString(), expected);
    }

    int dimension() {
        return dimension;
    }

    /** {@return how many ids have a vector} */
    int ids() {
        return ids;
    }

    void addTo(int id, float[] sum) {
        int row = mapping == null ? id : mapping[id];
        float weight = weights == null ? 1 : weights[id];
        if (floats != null) {
            float[] vector = floats[row];
            for (int d = 0; d < vector.length; d++) {
                sum[d] += weight * vector[d];
            }
        } else if (bytes != null) {
            byte[] vector = bytes[row];
            for (int d = 0; d < vector.length; d++) {
                sum[d] += weight * vector[d];
            }
        }
    }
}
