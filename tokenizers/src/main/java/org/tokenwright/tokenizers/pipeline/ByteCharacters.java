package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The alphabet of GPT-2, in which files write bytes as printable characters. Bytes 33 to 126, 161 to 172 and 174 to 255 are
 * the characters of the same number; the other 68, in ascending order, those from U+0100 on.
 */
public final class ByteCharacters {
    private static final int FIRST_SHIFTED = 0x100;
    private static final int NONE = -1;
    private static final char[] CHARACTERS = new char[256];
    private static final short[] BYTES;

    static {
        int shifted = FIRST_SHIFTED;
        for (int value = 0; value < 256; value++) {
            boolean printable = (value >= 33 && value <= 126) || (value >= 161 && value != 173);
            CHARACTERS[value] = (char) (printable ? value : shifted++);
        }
        BYTES = new short[shifted];
        Arrays.fill(BYTES, (short) NONE);
        for (int value = 0; value < 256; value++) {
            BYTES[CHARACTERS[value]] = (short) value;
        }
    }

    private ByteCharacters() {}

    /**
     * {@return the character that a byte is written as}
     *
     * @param value the byte
     */
    public static char of(byte value) {
        return CHARACTERS[value & 0xFF];
    }

    /**
     * {@return the byte that is written as a character, 0 to 255, or -1 if none is}
     *
     * @param character any char
     */
    public static int value(char character) {
        return character < BYTES.length ? BYTES[character] : NONE;
    }

    /**
     * {@return the bytes that are written so, or null if some character stands for none}
     *
     * @param characters the array that holds the characters
     * @param start index of the first
     * @param end index behind the last
     */
    static byte @Nullable [] parse(CharSequence characters, int start, int end) {
        byte[] bytes = new byte[end - start];
        for (int i = start; i < end; i++) {
            int value = value(characters.charAt(i));
            if (value < 0) {
                return null;
            }
            bytes[i - start] = (byte) value;
        }
        return bytes;
    }

    /** {@return whether a byte is written as itself in UTF-8 too} */
    static boolean isItself(byte value) {
        return value > ' ' && value < 0x7F;
    }

    /** {@return the character that a byte is written as, in UTF-8} */
    static byte[] utf8(byte value) {
        char character = of(value);
        return character < 0x80
                ? new byte[] {(byte) character}
                : new byte[] {(byte) (0xC0 | (character >> 6)), (byte) (0x80 | (character & 0x3F))};
    }
}
