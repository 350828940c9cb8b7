package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ByteAlphabetTest {
    @Test
    void showsBytesAsGpt2Does() {
        assertEquals("ĠheÃ©Ċ", ByteAlphabet.show(" heé\n".getBytes(UTF_8)));
        assertEquals("Āġł\u0143ÿ", ByteAlphabet.show(new byte[] {0, 0x7F, (byte) 0xA0, (byte) 0xAD, (byte) 0xFF}));
    }

    @Test
    void parsesAllThatItShows() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        String shown = ByteAlphabet.show(all);
        assertEquals(256, shown.chars().distinct().count());
        assertArrayEquals(all, ByteAlphabet.parse(shown));
    }

    @Test
    void refusesOtherCharacters() {
        for (String other : new String[] {" ", "\u00AD", "\u0144", "\n", "\uFFFF"}) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> ByteAlphabet.parse("a" + other));
            assertEquals("U+%04X at index 1 stands for no byte".formatted((int) other.charAt(0)), e.getMessage());
        }
    }
}
