package org.tokenwright.tokenizers.formats;

import org.tokenwright.tokenizers.pipeline.ByteCharacters;

/**
 * Bytes as printable characters, one for one: the form in which text formats write tokens, since a token need not be
 * UTF-8. Bytes 33 to 126, 161 to 172 and 174 to 255 stand for the code point of the same number; the other 68, among them
 * the white space, in ascending order for U+0100 to U+0143. A space is U+0120, "Ġ".
 *
 * <p>The form was introduced by the tokenizer of GPT-2.
 */
public final class ByteAlphabet {
    private ByteAlphabet() {}

    /**
     * {@return bytes as characters, one for each}
     *
     * @param bytes any bytes
     */
    public static String show(byte[] bytes) {
        char[] characters = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            characters[i] = ByteCharacters.of(bytes[i]);
        }
        return new String(characters);
    }

    /**
     * Reverses {@link #show}.
     *
     * @param characters characters of the alphabet
     * @return the bytes, one for each
     * @throws IllegalArgumentException if a character stands for no byte
     */
    public static byte[] parse(String characters) {
        byte[] bytes = new byte[characters.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = characters.charAt(i);
            int value = ByteCharacters.value(c);
            if (value < 0) {
                throw new IllegalArgumentException("U+%04X at index %d stands for no byte".formatted((int) c, i));
            }
            bytes[i] = (byte) value;
        }
        return bytes;
    }
}
