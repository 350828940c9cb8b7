package org.tokenwright.tokenizers.slices;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Turns Java text into UTF-8, in a buffer that is used again. For one thread. */
public final class JavaText {
    /*
     * A String gives its chars a chunk at a time, at the speed of memory. Long runs of ASCII go through the encoder of the JDK,
     * which narrows many chars at once, at ten times the speed of the loop that takes everything else; the loop hands over when
     * it has seen a row of ASCII.
     *
     * The buffer always has room for a whole chunk, and for the bytes that scanners and caches like to read behind the end of
     * a text: writing a character may write zeros or other bytes behind it.
     */
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int CHUNK = 1 << 12;
    private static final int LONGEST_OF_CHAR = 3;
    private static final int SLACK = 32;
    private static final int MOST_KEPT = 1 << 22;
    private static final int LARGEST = Integer.MAX_VALUE - 64;
    private static final int ASCII_ROW = 24;

    private final CharsetEncoder ascii = StandardCharsets.US_ASCII.newEncoder();
    private final char[] chars = new char[CHUNK];
    private final CharBuffer source = CharBuffer.wrap(chars);
    private byte[] bytes = new byte[1 << 14];
    private ByteBuffer target = ByteBuffer.wrap(bytes);
    private int end;

    /** Creates a buffer. */
    public JavaText() {}

    /**
     * {@return a text in UTF-8}
     *
     * @param text the text
     * @throws IllegalArgumentException if it holds an unpaired surrogate, which UTF-8 cannot express
     */
    public static byte[] utf8(CharSequence text) {
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
    public int read(CharSequence text) {
        String string = text.toString();
        if (bytes.length > MOST_KEPT && string.length() < MOST_KEPT / LONGEST_OF_CHAR) {
            resize(1 << 14);
        }
        end = 0;
        for (int from = 0; from < string.length(); ) {
            int to = Math.min(string.length(), from + CHUNK);
            if (to < string.length() && Character.isHighSurrogate(string.charAt(to - 1))) {
                to--;
            }
            string.getChars(from, to, chars, 0);
            reserve(to - from, string.length() - from);
            append(to - from, from);
            from = to;
        }
        return end;
    }

    /**
     * {@return the buffer, which holds the last text; reused by the next one}
     */
    public byte[] bytes() {
        return bytes;
    }

    private void reserve(int more, int left) {
        long needed = (long) end + (long) LONGEST_OF_CHAR * more + SLACK;
        if (needed > LARGEST) {
            throw new IllegalArgumentException("the text takes more than " + LARGEST + " bytes");
        }
        if (needed > bytes.length) {
            resize((int) Math.min(LARGEST, Math.max(needed, bytes.length + (long) left)));
        }
    }

    private void resize(int capacity) {
        bytes = Arrays.copyOf(bytes, capacity);
        target = ByteBuffer.wrap(bytes);
    }

    /** Appends the first chars of the chunk, which begins at an index of the text. */
    private void append(int length, int start) {
        for (int i = 0; i < length; ) {
            i = appendAny(appendAscii(i, length), length, start);
        }
    }

    /** Appends chars as long as they are ASCII, and returns the index of the first that is not. */
    private int appendAscii(int from, int length) {
        source.limit(length).position(from);
        target.clear().position(end);
        ascii.reset().encode(source, target, true);
        end = target.position();
        return source.position();
    }

    /** Appends chars up to a row of ASCII, and returns the index behind it. */
    private int appendAny(int from, int length, int start) {
        byte[] to = bytes;
        int at = end;
        int i = from;
        int lastOther = from;
        while (i < length && i - lastOther < ASCII_ROW) {
            char c = chars[i++];
            if (c < 0x80) {
                to[at++] = (byte) c;
                continue;
            }
            lastOther = i;
            if (c < 0x800) {
                INTS.set(to, at, 0x80C0 | (c >> 6) | ((c & 0x3F) << 8));
                at += 2;
            } else if (!Character.isSurrogate(c)) {
                INTS.set(to, at, 0x8080E0 | (c >> 12) | (((c >> 6) & 0x3F) << 8) | ((c & 0x3F) << 16));
                at += 3;
            } else {
                if (Character.isLowSurrogate(c) || i == length || !Character.isLowSurrogate(chars[i])) {
                    throw unpaired(c, start + i - 1);
                }
                int codePoint = Character.toCodePoint(c, chars[i++]);
                int first = 0x8080_80F0 | (codePoint >> 18) | (((codePoint >> 12) & 0x3F) << 8);
                INTS.set(to, at, first | (((codePoint >> 6) & 0x3F) << 16) | ((codePoint & 0x3F) << 24));
                at += 4;
            }
        }
        end = at;
        return i;
    }

    private static IllegalArgumentException unpaired(char surrogate, int index) {
        return new IllegalArgumentException("unpaired surrogate U+"
                + Integer.toHexString(surrogate).toUpperCase(Locale.ROOT) + " at index " + index);
    }
}
