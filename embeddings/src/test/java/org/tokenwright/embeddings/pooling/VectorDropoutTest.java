package org.tokenwright.embeddings.pooling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.bytes.ByteTokenizers;
import org.tokenwright.tokenizers.bytes.TokenDropout;

class VectorDropoutTest {
    @Test
    void tokensAreThoseOfTokenDropout() {
        SplittableRandom random = Seeds.random("VectorDropoutTest.tokensAreThoseOfTokenDropout");
        long seed = random.nextLong();
        long document = random.nextLong();
        int[] ids = new int[300];
        Arrays.fill(ids, 100);
        int[] dropped =
                TokenDropout.replacing(ByteTokenizers.byt5(), 0.3, 5, seed).apply(document, ids);
        float[] vectors = new float[600];
        Arrays.fill(vectors, 7);
        VectorDropout.ofTokens(0.3, seed).apply(document, 0, vectors, 2);
        for (int i = 0; i < ids.length; i++) {
            float expected = dropped[i] == 5 ? 0 : 7;
            assertEquals(expected, vectors[2 * i]);
            assertEquals(expected, vectors[2 * i + 1]);
        }
    }

    @Test
    void invertedKeepsTheMean() {
        long seed = Seeds.random("VectorDropoutTest.invertedKeepsTheMean").nextLong();
        float[] vectors = new float[200_000];
        Arrays.fill(vectors, 3);
        VectorDropout.inverted(0.2, seed).apply(1, 0, vectors, 50);
        double sum = 0;
        int zeros = 0;
        for (float value : vectors) {
            assertTrue(value == 0 || value == 3 * 1.25f);
            sum += value;
            zeros += value == 0 ? 1 : 0;
        }
        assertEquals(0.2, zeros / 200_000.0, 0.01);
        assertEquals(3, sum / 200_000, 0.04);
    }

    /** On a scaled one-hot vector, dropping the component drops the token. */
    @Test
    void invertedDropsOneHotTokens() {
        long seed = Seeds.random("VectorDropoutTest.invertedDropsOneHotTokens").nextLong();
        OneHotEmbedding embedding = OneHotEmbedding.of(256, 512, -1);
        VectorDropout dropout = VectorDropout.inverted(0.3, seed);
        int gone = 0;
        for (int position = 0; position < 2000; position++) {
            float[] vector = new float[512];
            embedding.copy(position % 256, vector, 0);
            dropout.apply(0, position, vector, 0, 512);
            gone += vector[position % 256] == 0 ? 1 : 0;
        }
        assertEquals(0.3, gone / 2000.0, 0.06);
    }

    @Test
    void partsAreAsTheWhole() {
        long seed = Seeds.random("VectorDropoutTest.partsAreAsTheWhole").nextLong();
        for (VectorDropout dropout :
                new VectorDropout[] {VectorDropout.ofTokens(0.5, seed), VectorDropout.inverted(0.5, seed)}) {
            float[] whole = new float[300];
            Arrays.fill(whole, 1);
            dropout.apply(4, 0, whole, 3);
            float[] back = new float[300];
            Arrays.fill(back, 1);
            for (int token = 99; token >= 0; token--) {
                dropout.apply(4, token, back, 3 * token, 3);
            }
            assertArrayEquals(whole, back);
            float[] other = new float[300];
            Arrays.fill(other, 1);
            dropout.apply(5, 0, other, 3);
            assertTrue(!Arrays.equals(whole, other));
        }
    }

    @Test
    void numbersAreChecked() {
        assertEquals(
                "the probability is 1.5, expected 0 to 1",
                assertThrows(IllegalArgumentException.class, () -> VectorDropout.ofTokens(1.5, 0))
                        .getMessage());
        assertEquals(
                "the probability is 1.0, expected 0 to less than 1",
                assertThrows(IllegalArgumentException.class, () -> VectorDropout.inverted(1, 0))
                        .getMessage());
        assertEquals(
                "5 components, expected vectors of 2 components, 1 or more",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> VectorDropout.inverted(0, 0).apply(0, 0, new float[5], 2))
                        .getMessage());
    }
}
