package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.StandardCharsets;
import org.tokenwright.text.CodePoints;
import org.tokenwright.text.NormalizedText;

/** Strings and UTF-8. */
final class Texts {
    private Texts() {}

    /** {@return a string in UTF-8} */
    static byte[] utf8(String string) {
        return string.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return index of the first byte that is not part of well-formed UTF-8, or -1} */
    static int firstInvalid(byte[] utf8, int start, int end) {
        for (int at = start; at < end; ) {
            int codePoint = CodePoints.at(utf8, at, end);
            if (codePoint < 0) {
                return at;
            }
            at += CodePoints.utf8Length(codePoint);
        }
        return -1;
    }

    /** {@return a string after a normalizer} */
    static String normalized(Normalizer normalizer, String string) {
        byte[] utf8 = utf8(string);
        NormalizedText text = normalizer.normalize(NormalizedText.of(utf8, 0, utf8.length));
        return new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8);
    }

    /**
     * {@return a text of the caller's in UTF-8}
     *
     * @throws IllegalArgumentException if it holds an unpaired surrogate, which UTF-8 cannot express
     */
    static byte[] checkedUtf8(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.codePointAt(text, i) < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                    throw new IllegalArgumentException(
                            "unpaired surrogate U+%04X at index %d".formatted((int) text.charAt(i), i));
                }
                i++;
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
