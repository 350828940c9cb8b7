package org.tokenwright.embeddings.vectorizers;

import org.tokenwright.embeddings.VectorTable;

/** Vectors in an array, one after the other. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ArrayTable(float[] values, int dimension) implements VectorTable {
    @Override
    public long rows() {
        return values.length / dimension;
    }

    @Override
    public void addTo(long row, float weight, float[] sum) {
        for (int i = 0; i < dimension; i++) {
            sum[i] += weight * values[(int) row * dimension + i];
        }
    }

    @Override
    public void copy(long row, float[] target, int offset) {
        System.arraycopy(values, (int) row * dimension, target, offset, dimension);
    }

    @Override
    public float dot(long row, float[] vector) {
        float sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += values[(int) row * dimension + i] * vector[i];
        }
        return sum;
    }
}
