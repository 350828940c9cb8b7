package org.tokenwright.lucene.vectors;

import org.jspecify.annotations.Nullable;

/** Makes vectors as long as 1. */
final class UnitVectors {
    private UnitVectors() {}

    /** {@return the vector itself, divided by its length, or null if that is 0 or no number} */
    static float @Nullable [] of(float[] vector) {
        double square = 0;
        for (float component : vector) {
            square += (double) component * component;
        }
        if (!(square > 0 && square < Double.POSITIVE_INFINITY)) {
            return null;
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }
}
