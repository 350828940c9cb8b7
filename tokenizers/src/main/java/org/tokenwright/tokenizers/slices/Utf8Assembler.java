package org.tokenwright.tokenizers.slices;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Makes text of bytes that come in pieces. What it gives, put together, is what {@link CharsetDecoder} makes of all bytes at
 * once. Each byte is decoded once; at most three are held back. For one thread.
 */
public final class Utf8Assembler {
    private static final int INCOMPLETE = 3;

    private final CharsetDecoder utf8;

    /** The bytes that are not decoded yet, between 0 and its position: at most an incomplete character. */
    private ByteBuffer pending = ByteBuffer.allocate(64);

    /** Creates an assembler at the beginning of a text, which puts U+FFFD where bytes are not UTF-8. */
    public Utf8Assembler() {
        this(CodingErrorAction.REPLACE);
    }

    /**
     * Creates an assembler at the beginning of a text.
     *
     * @param malformed what becomes of bytes that are not UTF-8
     */
    public Utf8Assembler(CodingErrorAction malformed) {
        utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(malformed);
    }

    /**
     * Takes the next bytes.
     *
     * @param bytes the array that holds them
     * @param start index of the first
     * @param end index behind the last
     * @return the text that is certain by now and has not been given before: whole characters, often none
     * @throws IllegalArgumentException if bytes are not UTF-8 and are to be reported; then another text begins
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    public String append(byte[] bytes, int start, int end) {
        if (pending.position() == 0 && isAscii(bytes, start, end)) {
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
        if (pending.remaining() < end - start) {
            pending = ByteBuffer.allocate(end - start + INCOMPLETE).put(pending.flip());
        }
        pending.put(bytes, start, end - start);
        return decode(false);
    }

    /**
     * Ends the text, and begins another.
     *
     * @return what has been held back, which is not a whole character
     * @throws IllegalArgumentException as {@link #append} does
     */
    public String finish() {
        if (pending.position() == 0) {
            return "";
        }
        String rest = decode(true);
        utf8.reset();
        return rest;
    }

    private String decode(boolean end) {
        CharBuffer text = CharBuffer.allocate(pending.flip().remaining());
        CoderResult result = utf8.decode(pending, text, end);
        if (result.isError()) {
            String found = String.format("byte 0x%02X", pending.get(pending.position()));
            pending.clear();
            utf8.reset();
            throw new IllegalArgumentException("the tokens' bytes are not UTF-8: " + found);
        }
        pending.compact();
        return text.flip().toString();
    }

    private static boolean isAscii(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
