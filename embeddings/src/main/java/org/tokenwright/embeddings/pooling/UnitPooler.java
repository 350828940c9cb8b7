package org.tokenwright.embeddings.pooling;

import java.util.Arrays;
import java.util.Objects;

/** Reduces the vectors of units, one component by itself. */
record UnitPooler(Reduction reduction, UnitVectors vectors) implements WordPooler {
    enum Reduction {
        MEAN,
        MAX,
        SUM
    }

    @Override
    public int dimension() {
        return vectors.dimension();
    }

    @Override
    public void pool(int[] units, int start, int end, float[] vector) {
        int dimension = dimension();
        Objects.checkFromIndexSize(0, dimension, vector.length);
        vectors.check(units, start, end);
        Arrays.fill(vector, 0, dimension, 0);
        float[] unit = new float[dimension];
        for (int i = start; i < end; i++) {
            vectors.copy(units[i], i - start, unit);
            for (int c = 0; c < dimension; c++) {
                boolean isLarger = i == start || unit[c] > vector[c];
                if (reduction != Reduction.MAX) {
                    vector[c] += unit[c];
                } else if (isLarger) {
                    vector[c] = unit[c];
                }
            }
        }
        if (reduction == Reduction.MEAN && end > start) {
            float share = 1f / (end - start);
            for (int c = 0; c < dimension; c++) {
                vector[c] *= share;
            }
        }
    }
}
