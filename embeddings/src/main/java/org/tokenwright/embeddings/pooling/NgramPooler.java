package org.tokenwright.embeddings.pooling;

import java.util.Arrays;
import java.util.Objects;
import org.tokenwright.embeddings.hashing.NgramHash;

/** The mean of the vectors of n-grams. */
record NgramPooler(NgramHash ngrams) implements WordPooler {
    @Override
    public int dimension() {
        return ngrams.dimension();
    }

    @Override
    public void pool(int[] units, int start, int end, float[] vector) {
        Objects.checkFromToIndex(start, end, units.length);
        Objects.checkFromIndexSize(0, dimension(), vector.length);
        Arrays.fill(vector, 0, dimension(), 0);
        float[] unit = new float[dimension()];
        float share = 1f / Math.max(1, end - start);
        for (int i = start; i < end; i++) {
            ngrams.embed(units, i, end, unit);
            for (int c = 0; c < unit.length; c++) {
                vector[c] += share * unit[c];
            }
        }
    }
}
