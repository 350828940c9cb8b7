package org.tokenwright.embeddings;

/**
 * Vectors by number: rows of one dimension, in memory, in a mapped file, or quantized. Rows count from 0. Immutable unless an
 * implementation says otherwise, and then safe for any number of threads.
 */
public interface VectorTable {
    /** {@return the number of rows} */
    long rows();

    /** {@return the number of components of each row} */
    int dimension();

    /**
     * Adds a row to a sum: {@code sum[i] += weight * row[i]}, components in order, in float arithmetic. Costs O(dimension).
     *
     * @param row which row, at least 0 and below {@link #rows()}
     * @param weight by what the row is multiplied
     * @param sum the sum, of {@link #dimension()} components
     * @throws IndexOutOfBoundsException if there is no such row
     */
    void addTo(long row, float weight, float[] sum);

    /**
     * Copies a row. Costs O(dimension).
     *
     * @param row which row, at least 0 and below {@link #rows()}
     * @param target where the components are written to
     * @param offset the index in {@code target} of the first component
     * @throws IndexOutOfBoundsException if there is no such row, or {@code target} has no room for it
     */
    void copy(long row, float[] target, int offset);

    /**
     * {@return the dot product of a row and a vector, in float arithmetic, components in order}
     *
     * @param row which row, at least 0 and below {@link #rows()}
     * @param vector the vector, of {@link #dimension()} components
     * @throws IndexOutOfBoundsException if there is no such row
     */
    float dot(long row, float[] vector);
}
