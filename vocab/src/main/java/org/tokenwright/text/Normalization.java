package org.tokenwright.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * What is done to a text before it is tokenized. The forms are those of Unicode Standard Annex 15, in the version of the
 * running JDK; characters that a version has assigned never change their form again.
 */
public enum Normalization {
    /** Nothing. */
    NONE("none"),
    /** Normalization Form C: canonical composition. It is not undone by decoding. */
    NFC("nfc");

    /** Below U+0300, the first combining mark, every character is in form C and composes with none before it. */
    private static final byte FIRST_LEAD_BYTE_OF_MARKS = (byte) 0xCC;

    private final String label;

    Normalization(String label) {
        this.label = label;
    }

    /**
     * {@return the name by which commands and files know it}
     */
    public String label() {
        return label;
    }

    /**
     * Tells whether a text is in this form already. Takes time linear in its length, and next to none for text without
     * characters from U+0300 on.
     *
     * @param utf8 the array that holds the text
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return whether {@link #apply} would change nothing
     */
    public boolean isApplied(byte[] utf8, int start, int end) {
        if (this == NONE) {
            return true;
        }
        for (int i = start; i < end; i++) {
            // Lead bytes from CC on are negative; so are continuation bytes, which are below them.
            if (utf8[i] >= FIRST_LEAD_BYTE_OF_MARKS && utf8[i] < 0) {
                return isNfc(utf8, start, end);
            }
        }
        return true;
    }

    private static boolean isNfc(byte[] utf8, int start, int end) {
        return Normalizer.isNormalized(
                new String(utf8, start, end - start, StandardCharsets.UTF_8), Normalizer.Form.NFC);
    }

    /**
     * {@return a text in this form}
     *
     * @param utf8 the array that holds the text; bytes that are not UTF-8 become U+FFFD
     * @param start index of its first byte
     * @param end index behind its last byte
     */
    public byte[] apply(byte[] utf8, int start, int end) {
        if (this == NONE) {
            return Arrays.copyOfRange(utf8, start, end);
        }
        String text = new String(utf8, start, end - start, StandardCharsets.UTF_8);
        return Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}
