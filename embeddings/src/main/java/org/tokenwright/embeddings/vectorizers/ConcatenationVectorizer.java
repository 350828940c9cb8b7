package org.tokenwright.embeddings.vectorizers;

import org.tokenwright.embeddings.VectorTable;

/**
 * Puts the vectors of tokens one after the other. Immutable, safe for any number of threads.
 */
public final class ConcatenationVectorizer {
    private final VectorTable table;

    /**
     * Takes the vectors of tokens.
     *
     * @param table a row for each id
     */
    public ConcatenationVectorizer(VectorTable table) {
        this.table = table;
    }

    /**
     * {@return the vectors of tokens: the components of the first, then those of the second, and so on} Costs O(components).
     *
     * @param ids the tokens
     * @throws IndexOutOfBoundsException if there is no row for an id
     * @throws ArithmeticException if there are more than 2<sup>31</sup> - 1 components
     */
    public float[] vector(int... ids) {
        int dimension = table.dimension();
        float[] vector = new float[Math.multiplyExact(ids.length, dimension)];
        for (int i = 0; i < ids.length; i++) {
            table.copy(ids[i], vector, i * dimension);
        }
        return vector;
    }

    /** {@return the vectors of tokens} */
    VectorTable table() {
        return table;
    }
}
