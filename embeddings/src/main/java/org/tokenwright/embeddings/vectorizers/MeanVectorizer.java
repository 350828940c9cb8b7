package org.tokenwright.embeddings.vectorizers;

import org.tokenwright.embeddings.VectorTable;

/** Takes the mean of the vectors of tokens. Immutable, safe for any number of threads. */
public final class MeanVectorizer {
    private final VectorTable table;

    /**
     * Takes the vectors of tokens.
     *
     * @param table a row for each id
     */
    public MeanVectorizer(VectorTable table) {
        this.table = table;
    }

    /**
     * {@return the mean of the vectors of tokens, summed in double; zero if there are no tokens} Costs O(tokens dimension).
     *
     * @param ids the tokens
     * @throws IndexOutOfBoundsException if there is no row for an id
     */
    public double[] vector(int... ids) {
        double[] mean = new double[table.dimension()];
        float[] row = new float[mean.length];
        for (int id : ids) {
            table.copy(id, row, 0);
            for (int i = 0; i < row.length; i++) {
                mean[i] += row[i];
            }
        }
        for (int i = 0; i < mean.length && ids.length > 0; i++) {
            mean[i] /= ids.length;
        }
        return mean;
    }

    /** {@return the vectors of tokens} */
    VectorTable table() {
        return table;
    }
}
