package org.tokenwright.embeddings.pooling;

import java.util.Arrays;
import java.util.Objects;
import org.tokenwright.embeddings.hashing.WordEmbedding;

/** The vector of the bytes of a word. */
record BytePooler(WordEmbedding words) implements WordPooler {
    private static final int MAX_BYTE = 0xFF;

    @Override
    public int dimension() {
        return words.dimension();
    }

    @Override
    public void pool(int[] units, int start, int end, float[] vector) {
        Objects.checkFromToIndex(start, end, units.length);
        Objects.checkFromIndexSize(0, dimension(), vector.length);
        if (start == end) {
            Arrays.fill(vector, 0, dimension(), 0);
            return;
        }
        byte[] utf8 = new byte[end - start];
        for (int i = 0; i < utf8.length; i++) {
            int unit = units[start + i];
            if (unit < 0 || unit > MAX_BYTE) {
                throw new IllegalArgumentException(
                        "unit " + i + " of a word is " + unit + ", expected a byte, 0 to " + MAX_BYTE);
            }
            utf8[i] = (byte) unit;
        }
        words.embed(utf8, 0, utf8.length, vector);
    }
}
