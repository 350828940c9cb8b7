package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.io.Reader;
import org.tokenwright.tokenizers.TokenKind;

/** Finds the tokens of a text, part by part, and describes them one after the other. For one thread. */
abstract class Parts {
    final Utf8Window window = new Utf8Window();

    /** The array with the term of the token that was described last. */
    char[] term = new char[0];

    int termStart;
    int termLength;

    /** Where it begins and ends in chars of the text, less the white space that the term leaves out. */
    int start;

    int end;
    int id = TokenIdAttribute.NO_ID;

    /** Number of tokens of the part. */
    int count;

    /** Number of bytes of the part, which are at the start of the window. */
    int size;

    /** Chars of the text before the next token, one less if a space was put before the text. */
    int chars;

    /** Index in the window's array of the byte at which the next token begins. */
    int at;

    /** Chars of the last character, which the next token may begin in the middle of. */
    private int width;

    /** Begins a text. */
    void begin(Reader reader, boolean prefixSpace) throws IOException {
        window.reset();
        count = 0;
        size = 0;
        width = 1;
        chars = prefixSpace && window.prefixSpace(reader) ? -1 : 0;
    }

    /** Goes to the next part, and returns whether there is one. */
    abstract boolean next(Reader reader) throws IOException;

    /** Describes the next token of the part, that with a number; it has no term if it is white space that is left out. */
    abstract void describe(int index);

    /** {@return what the token is for} */
    TokenKind kind() {
        return TokenKind.TEXT;
    }

    /** Takes the part out of the window. */
    final void drop() {
        window.take(size);
        count = 0;
        size = 0;
    }

    /**
     * Moves over a token that is whole characters.
     *
     * @param before chars of white space before its term
     * @param behind chars of white space behind its term
     */
    final void move(int bytes, int before, int behind) {
        start = Math.max(chars + before, 0);
        chars += before + termLength + behind;
        end = Math.max(chars - behind, start);
        at += bytes;
    }

    /** Moves over a token that begins or ends inside a character, which it is taken to cover. */
    final void walk(int bytes, int before, int behind) {
        byte[] utf8 = window.bytes();
        int to = at + bytes;
        int from = (utf8[at] & 0xC0) == 0x80 ? chars - width : chars;
        for (; at < to; at++) {
            if ((utf8[at] & 0xC0) != 0x80) {
                width = (utf8[at] & 0xF8) == 0xF0 ? 2 : 1;
                chars += width;
            }
        }
        start = Math.max(from + before, 0);
        end = Math.max(chars - behind, start);
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
