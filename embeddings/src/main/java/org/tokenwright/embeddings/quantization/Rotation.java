package org.tokenwright.embeddings.quantization;

/** An orthonormal matrix that turns vectors before their parts are quantized. Immutable, safe for any number of threads. */
final class Rotation {
    /*
     * The matrix is held row after row and column after column, so that both directions are sums of scaled stretches of an array,
     * which the compiler vectorizes; sums of products it leaves alone.
     */
    private final int dimension;
    private final float[] rows;
    private final float[] columns;

    /**
     * Takes a matrix.
     *
     * @param rows the matrix, row after row; kept
     * @param dimension the number of its rows and of its columns
     */
    Rotation(float[] rows, int dimension) {
        this.rows = rows;
        this.dimension = dimension;
        columns = new float[rows.length];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                columns[j * dimension + i] = rows[i * dimension + j];
            }
        }
    }

    /** {@return the matrix, row after row; not to be changed} */
    float[] rows() {
        return rows;
    }

    /** Writes the product of the matrix and a vector. */
    void apply(float[] vector, int from, float[] target, int at) {
        combine(columns, vector, from, target, at);
    }

    /** Writes the product of the transposed matrix, which is the inverse, and a vector. */
    void undo(float[] vector, int from, float[] target, int at) {
        combine(rows, vector, from, target, at);
    }

    private void combine(float[] lines, float[] vector, int from, float[] target, int at) {
        for (int i = 0; i < dimension; i++) {
            target[at + i] = 0;
        }
        for (int j = 0; j < dimension; j++) {
            float weight = vector[from + j];
            int line = j * dimension;
            for (int i = 0; i < dimension; i++) {
                target[at + i] += weight * lines[line + i];
            }
        }
    }
}
