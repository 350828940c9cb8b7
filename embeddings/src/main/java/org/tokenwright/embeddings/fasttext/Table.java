package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import org.tokenwright.embeddings.VectorTable;

/** A matrix of a model file. */
sealed interface Table extends VectorTable permits Matrix, MappedTable, QuantizedTable {
    /**
     * Adds rows to a sum, in their order.
     *
     * @param ids the rows
     * @param count how many of them
     * @param sum the sum
     */
    default void addAll(int[] ids, int count, float[] sum) {
        for (int i = 0; i < count; i++) {
            addTo(ids[i], 1, sum);
        }
    }

    /** Dot products of a vector with the first {@code count} rows, each as {@link #dot} has it. */
    default void dots(float[] vector, float[] results, int count) {
        for (int i = 0; i < count; i++) {
            results[i] = dot(i, vector);
        }
    }

    void write(ModelOutput out) throws IOException;
}
