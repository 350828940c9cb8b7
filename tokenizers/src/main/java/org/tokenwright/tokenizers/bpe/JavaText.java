package org.tokenwright.tokenizers.bpe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Turns Java text into UTF-8, in a buffer that is used again. For one thread. */
final class JavaText {
    /*
     * A String gives its chars a chunk at a time, at the speed of memory. The buffer always has room for a whole chunk and
     * for the bytes that scanners and caches like to read behind the end of a text.
     */
    private static final int CHUNK = 1 << 12;
    private static final int LONGEST_OF_CHAR = 3;
    private static final int SLACK = 32;
    private static final int MOST_KEPT = 1 << 22;

    private final char[] chars = new char[CHUNK];
    private byte[] bytes = new byte[1 << 14];
    private int end;

    /**
     * {@return a text in UTF-8}
     *
     * @throws IllegalArgumentException if it holds an unpaired surrogate, which UTF-8 cannot express
     */
    static byte[] utf8(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.codePointAt(text, i) < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                    throw unpaired(text.charAt(i), i);
                }
                i++;
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Turns a text into UTF-8 in the buffer.
     *
     * @param text the text
     * @return number of bytes, to be found in {@link #bytes()} from index 0 on
     * @throws IllegalArgumentException if it holds an unpaired surrogate, which UTF-8 cannot express, or if it takes more
     *     bytes than an array can hold
     */
    int read(CharSequence text) {
        String string = text.toString();
        if (bytes.length > MOST_KEPT && string.length() < MOST_KEPT / LONGEST_OF_CHAR) {
            bytes = new byte[1 << 14];
        }
        end = 0;
        for (int from = 0; from < string.length(); ) {
            int to = Math.min(string.length(), from + CHUNK);
            if (to < string.length() && Character.isHighSurrogate(string.charAt(to - 1))) {
                to = to - from > 1 ? to - 1 : to + 1;
            }
            string.getChars(from, to, chars, 0);
            reserve(to - from, string.length() - from);
            append(to - from, from);
            from = to;
        }
        return end;
    }

    byte[] bytes() {
        return bytes;
    }

    private void reserve(int more, int left) {
        if (bytes.length - end < LONGEST_OF_CHAR * more + SLACK) {
            long capacity = Math.max(end + LONGEST_OF_CHAR * more + SLACK, bytes.length + (long) left);
            if (capacity > Integer.MAX_VALUE - 64) {
                capacity = Integer.MAX_VALUE - 64;
            }
            bytes = Arrays.copyOf(bytes, (int) capacity);
        }
    }

    private void append(int length, int start) {
        byte[] to = bytes;
        int at = end;
        int i = 0;
        while (i < length) {
            char c = chars[i];
            if (c < 0x80) {
                to[at++] = (byte) c;
                i++;
            } else if (c < 0x800) {
                to[at++] = (byte) (0xC0 | (c >> 6));
                to[at++] = (byte) (0x80 | (c & 0x3F));
                i++;
            } else if (!Character.isSurrogate(c)) {
                to[at++] = (byte) (0xE0 | (c >> 12));
                to[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                to[at++] = (byte) (0x80 | (c & 0x3F));
                i++;
            } else {
                if (Character.isLowSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(chars[i + 1])) {
                    throw unpaired(c, start + i);
                }
                int codePoint = Character.toCodePoint(c, chars[i + 1]);
                to[at++] = (byte) (0xF0 | (codePoint >> 18));
                to[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
                to[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
                to[at++] = (byte) (0x80 | (codePoint & 0x3F));
                i += 2;
            }
        }
        end = at;
    }

    private static IllegalArgumentException unpaired(char surrogate, int index) {
        return new IllegalArgumentException("unpaired surrogate U+"
                + Integer.toHexString(surrogate).toUpperCase(Locale.ROOT) + " at index " + index);
    }
}
