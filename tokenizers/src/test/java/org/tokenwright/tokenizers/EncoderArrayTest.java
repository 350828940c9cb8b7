package org.tokenwright.tokenizers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Ids in arrays of callers. */
class EncoderArrayTest {
    private final Encoder encoder = new LetterTokenizer().newEncoder(SpecialTokenPolicy.RAISE);

    @Test
    void idsGoWhereTheCallerWants() {
        int[] target = new int[5];
        assertEquals(2, encoder.encode("bc", target, 2));
        assertArrayEquals(new int[] {0, 0, 1, 28, 0}, target);
        byte[] utf8 = "xbc".getBytes(UTF_8);
        assertEquals(2, encoder.encode(utf8, 1, 3, target, 0));
        assertArrayEquals(new int[] {1, 28, 1, 28, 0}, target);
        assertEquals(0, encoder.encode("", target, 5));
    }

    @Test
    void tooShortArraysAreRefusedAndStayAsTheyAre() {
        int[] target = new int[3];
        assertEquals(
                "the text has 2 ids, the array has room for 1 from index 2 on",
                assertThrows(IllegalArgumentException.class, () -> encoder.encode("bc", target, 2))
                        .getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> encoder.encode("bc", target, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> encoder.encode(new byte[2], 0, 2, target, -1));
        assertArrayEquals(new int[3], target);
    }
}
