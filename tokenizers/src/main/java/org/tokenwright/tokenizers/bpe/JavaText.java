package org.tokenwright.tokenizers.bpe;

import java.nio.charset.StandardCharsets;

/** Turns Java text into UTF-8. */
final class JavaText {
    private JavaText() {}

    /**
     * {@return a text in UTF-8}
     *
     * @throws IllegalArgumentException if it holds an unpaired surrogate, which UTF-8 cannot express
     */
    static byte[] utf8(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.codePointAt(text, i) < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                    throw new IllegalArgumentException("unpaired surrogate U+"
                            + Integer.toHexString(text.charAt(i)).toUpperCase(java.util.Locale.ROOT) + " at index "
                            + i);
                }
                i++;
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
