package org.tokenwright.embeddings.hashing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Between strings and UTF-8, without loss. */
final class Texts {
    private Texts() {}

    static byte[] utf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    throw new IllegalArgumentException("\"" + text + "\" holds an unpaired surrogate");
                }
                i++;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String string(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "the word of " + (end - start) + " bytes at index " + start + " is not UTF-8", e);
        }
    }
}
