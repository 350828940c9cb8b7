package org.tokenwright.tokenizers.codelength;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NgramByteEntropyTest {
    private static final byte[] TEXT =
            "the cat and the dog and the cat".repeat(5).getBytes(UTF_8);

    @Test
    void tellsTheEntropyBeforeEachByte() {
        PlainNgramModel plain = new PlainNgramModel(3, 256);
        double[] expected = new double[TEXT.length];
        for (int i = 0; i < TEXT.length; i++) {
            expected[i] = plain.entropy();
            plain.append(TEXT[i] & 0xFF);
        }
        double[] whole = new double[TEXT.length + 1];
        NgramByteEntropy.of(3).add(TEXT, 0, TEXT.length, whole);
        assertArrayEquals(expected, Arrays.copyOf(whole, TEXT.length), 1e-9);
        assertEquals(0, whole[TEXT.length]);
        assertEquals(Math.log(256), whole[0], 1e-12);
        NgramByteEntropy parts = NgramByteEntropy.of(3);
        parts.learn(TEXT, 0, 20);
        double[] part = new double[TEXT.length - 20];
        parts.add(TEXT, 20, TEXT.length, part);
        assertArrayEquals(Arrays.copyOfRange(whole, 20, TEXT.length), part);
    }

    @Test
    void isHigherWhereWordsBegin() {
        double[] entropies = new double[TEXT.length];
        NgramByteEntropy.of(3).add(TEXT, 0, TEXT.length, entropies);
        int last = TEXT.length - 1;
        assertTrue(
                entropies[last - 2] > entropies[last], "behind a space the next word is open, behind 'ca' it is not");
    }

    @Test
    void refusesWhatIsOutOfRange() {
        NgramByteEntropy entropy = NgramByteEntropy.of(1);
        assertThrows(IndexOutOfBoundsException.class, () -> entropy.add(TEXT, 0, 5, new double[4]));
        assertThrows(IndexOutOfBoundsException.class, () -> entropy.learn(TEXT, 5, 4));
    }
}
