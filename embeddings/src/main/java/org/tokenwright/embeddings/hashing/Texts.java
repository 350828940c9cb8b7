package org.tokenwright.embeddings.hashing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Between strings and UTF-8, without loss. */
final class Texts {
    private Texts() {}

    static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] utf8 = new byte[bytes.remaining()];
            bytes.get(utf8);
            return utf8;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("\"" + text + "\" holds an unpaired surrogate", e);
        }
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
