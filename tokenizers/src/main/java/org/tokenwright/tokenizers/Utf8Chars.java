package org.tokenwright.tokenizers;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Gives the chars of a text as UTF-8, piece by piece, and refuses unpaired surrogates. For one thread. */
final class Utf8Chars implements ByteSource {
    /** Where the chars come from. */
    @FunctionalInterface
    private interface CharSource {
        /** Reads at least one and at most {@code length} chars, and returns their number, or -1 at the end. */
        int read(char[] target, int offset, int length) throws IOException;
    }

    private final CharSource source;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final CharBuffer chars = CharBuffer.allocate(1 << 12).flip();

    /** Index of the first char in the buffer. */
    private long index;

    private boolean ended;

    private Utf8Chars(CharSource source) {
        this.source = source;
    }

    static Utf8Chars of(Reader reader) {
        return new Utf8Chars(reader::read);
    }

    static Utf8Chars of(CharSequence text) {
        return new Utf8Chars(new CharSource() {
            private int position;

            @Override
            public int read(char[] target, int offset, int length) {
                int count = Math.min(length, text.length() - position);
                if (count == 0) {
                    return -1;
                }
                if (text instanceof String string) {
                    string.getChars(position, position + count, target, offset);
                } else {
                    for (int i = 0; i < count; i++) {
                        target[offset + i] = text.charAt(position + i);
                    }
                }
                position += count;
                return count;
            }
        });
    }

    /**
     * {@return a whole text in UTF-8}
     *
     * @throws IllegalArgumentException if it holds an unpaired surrogate, or more bytes than an array can
     */
    static byte[] encode(CharSequence text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the text has " + length + " bytes in UTF-8, more than an array can");
        }
        byte[] utf8 = new byte[(int) length];
        Utf8Chars source = of(text);
        try {
            int end = 0;
            while (end < utf8.length) {
                end += source.read(utf8, end, utf8.length - end);
            }
            return utf8;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the number of chars that UTF-8 stands for; bytes that are not UTF-8 count for something} */
    static int utf16Length(byte[] utf8, int start, int end) {
        int length = 0;
        for (int i = start; i < end; i++) {
            length += utf8[i] >= (byte) 0xC0 || utf8[i] >= 0 ? 1 : 0;
            length += utf8[i] >= (byte) 0xF0 && utf8[i] < 0 ? 1 : 0;
        }
        return length;
    }

    /** {@return whether a place is between characters and not inside of one} */
    static boolean isBoundary(byte[] utf8, int start, int end, int at) {
        return at == start || at == end || utf8[at] >= (byte) 0xC0;
    }

    /** Reads as {@link ByteSource} says; {@code length} must have room for the next character, which 4 bytes always have. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        ByteBuffer utf8 = ByteBuffer.wrap(target, offset, length);
        while (utf8.position() == offset) {
            if (chars.remaining() < 2 && !ended) {
                fill();
            }
            if (!chars.hasRemaining()) {
                return -1;
            }
            if (encoder.encode(chars, utf8, ended).isError()) {
                throw new IllegalArgumentException("unpaired surrogate U+"
                        + Integer.toHexString(chars.get(chars.position())).toUpperCase(Locale.ROOT) + " at index "
                        + (index + chars.position()));
            }
        }
        return utf8.position() - offset;
    }

    private void fill() throws IOException {
        index += chars.position();
        chars.compact();
        int count = source.read(chars.array(), chars.position(), chars.remaining());
        ended = count < 0;
        chars.position(chars.position() + Math.max(count, 0)).flip();
    }
}
