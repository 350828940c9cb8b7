package org.tokenwright.embeddings.pooling;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.VectorTable;

/**
 * The vectors of units at their positions.
 *
 * @param units the vector of each unit
 * @param positions what is added at each position; null for nothing
 */
record UnitVectors(VectorTable units, @Nullable VectorTable positions) {
    UnitVectors {
        if (positions != null && positions.dimension() != units.dimension()) {
            throw new IllegalArgumentException("positions of dimension " + positions.dimension() + ", expected "
                    + units.dimension() + " as units have");
        }
    }

    int dimension() {
        return units.dimension();
    }

    /** Checks that all units of a word have a vector. */
    void check(int[] word, int start, int end) {
        Objects.checkFromToIndex(start, end, word.length);
        if (positions != null && end - start > positions.rows()) {
            throw new IllegalArgumentException("a word of " + (end - start) + " units, expected at most "
                    + positions.rows() + " as there are positions");
        }
        for (int i = start; i < end; i++) {
            if (word[i] < 0 || word[i] >= units.rows()) {
                throw new IllegalArgumentException("unit " + (i - start) + " of a word is " + word[i]
                        + ", expected 0 to " + (units.rows() - 1) + " as there are vectors");
            }
        }
    }

    /** Copies the vector of a unit that was checked. */
    void copy(int unit, int position, float[] vector) {
        units.copy(unit, vector, 0);
        if (positions != null) {
            positions.addTo(position, 1, vector);
        }
    }
}
