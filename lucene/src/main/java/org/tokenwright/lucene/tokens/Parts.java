package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.tokenwright.tokenizers.TokenKind;

/** Finds the tokens of a text, part by part. For one thread. */
abstract class Parts {
    final Utf8Window window = new Utf8Window();

    /** Number of tokens of the part. */
    int count;

    /** Where the tokens begin, in chars of the text; one less if a space was put before it. */
    int[] starts = new int[0];

    /** Where they end. */
    int[] ends = new int[0];

    /** The term of the token that was last asked for. */
    char[] term = new char[0];

    int termStart;
    int termLength;

    /** Chars of white space before and behind the term that are left out of it. */
    int spacesBefore;

    int spacesBehind;
    int id = TokenIdAttribute.NO_ID;
    TokenKind kind = TokenKind.TEXT;

    /** Bytes and chars of the part, still in the window; and the place of its first char. */
    int partBytes;

    int partChars;
    int base;

    /** Chars of the last character, which the part may have begun in the middle of. */
    private int width;

    /** Begins a text. */
    void begin(Reader reader, boolean prefixSpace) throws IOException {
        window.reset();
        count = 0;
        partBytes = 0;
        partChars = 0;
        width = 1;
        base = prefixSpace && window.prefixSpace(reader) ? -1 : 0;
    }

    /** Goes to the next part, and returns whether there is one. */
    abstract boolean next(Reader reader) throws IOException;

    /** Finds out what a token is. */
    abstract void describe(int index);

    /** Takes the part out of the window. */
    final void drop() {
        window.take(partBytes);
        base += partChars;
        count = 0;
        partBytes = 0;
        partChars = 0;
    }

    final void reserve(int tokens) {
        if (starts.length < tokens) {
            int capacity = Math.max(tokens, starts.length + (starts.length >> 1));
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
    }

    /**
     * Finds the places in chars of tokens that tile the part. Inside a character, its start and its end are taken.
     *
     * @param lengths gives the bytes of each token
     */
    final void placeTiles(int partBytes, IntSource lengths) {
        byte[] bytes = window.bytes();
        int from = window.start();
        this.partBytes = partBytes;
        if (isAscii(bytes, from, from + partBytes)) {
            int at = base;
            for (int i = 0; i < count; i++) {
                starts[i] = at;
                at += lengths.get(i);
                ends[i] = at;
            }
            partChars = partBytes;
            return;
        }
        int place = from;
        int chars = base;
        for (int i = 0; i < count; i++) {
            boolean inside = (bytes[place] & 0xC0) == 0x80;
            starts[i] = inside ? chars - width : chars;
            for (int to = place + lengths.get(i); place < to; place++) {
                if ((bytes[place] & 0xC0) != 0x80) {
                    width = (bytes[place] & 0xF8) == 0xF0 ? 2 : 1;
                    chars += width;
                }
            }
            ends[i] = chars;
        }
        partChars = chars - base;
    }

    /** Gives a number for each index. */
    @FunctionalInterface
    interface IntSource {
        int get(int index);
    }

    private static boolean isAscii(byte[] bytes, int start, int end) {
        int all = 0;
        for (int i = start; i < end; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    /** {@return the number of chars of bytes that are UTF-8} */
    static int chars(byte[] bytes, int start, int end) {
        int chars = 0;
        for (int i = start; i < end; i++) {
            chars += (bytes[i] & 0xC0) == 0x80 ? 0 : (bytes[i] & 0xF8) == 0xF0 ? 2 : 1;
        }
        return chars;
    }
}
