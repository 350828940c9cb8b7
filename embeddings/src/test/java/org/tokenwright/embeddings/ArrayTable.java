package org.tokenwright.embeddings;

/**
 * Vectors in an array, one after the other.
 *
 * @param values the components
 * @param dimension how many each vector has
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ArrayTable(float[] values, int dimension) implements VectorTable {
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

    /**
     * {@return a copy of a row}
     *
     * @param row its number
     */
    public float[] row(int row) {
        float[] vector = new float[dimension];
        copy(row, vector, 0);
        return vector;
    }
}
