package org.tokenwright.embeddings.tensors;

import java.util.Objects;
import org.tokenwright.embeddings.VectorTable;

/** A matrix of a file as a table. Immutable. */
final class TensorTable implements VectorTable {
    private final Tensor matrix;
    private final int dimension;

    TensorTable(Tensor matrix) {
        this.matrix = matrix;
        this.dimension = (int) matrix.extent(1);
    }

    @Override
    public long rows() {
        return matrix.extent(0);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void addTo(long row, float weight, float[] sum) {
        float[] vector = vector(row);
        for (int i = 0; i < dimension; i++) {
            sum[i] += weight * vector[i];
        }
    }

    @Override
    public void copy(long row, float[] target, int offset) {
        Objects.checkIndex(row, rows());
        matrix.copy(row * dimension, target, offset, dimension);
    }

    @Override
    public float dot(long row, float[] vector) {
        float[] own = vector(row);
        float dot = 0;
        for (int i = 0; i < dimension; i++) {
            dot += own[i] * vector[i];
        }
        return dot;
    }

    private float[] vector(long row) {
        float[] vector = new float[dimension];
        copy(row, vector, 0);
        return vector;
    }
}
