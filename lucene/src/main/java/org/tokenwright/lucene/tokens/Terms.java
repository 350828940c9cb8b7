package org.tokenwright.lucene.tokens;

import org.tokenwright.text.CodePoints;

/** Makes terms of the bytes of tokens. */
final class Terms {
    /*
     * Bytes that are UTF-8 become their text. Where they are not, since a token holds a part of a character, each byte becomes
     * one character of the block U+EE00 to U+EEFF, for private use: U+EE00 plus its value. A text that holds a character of this
     * block itself is treated as bytes that are not UTF-8, so that two different rows of bytes never have the same term.
     */
    /** The character that stands for the byte 0. */
    static final char FIRST = '\uEE00';

    private Terms() {}

    /**
     * Writes the term of some bytes.
     *
     * @param target has room for as many chars as there are bytes, from index 0 on
     * @return number of chars
     */
    static int write(byte[] bytes, int start, int end, char[] target) {
        int length = 0;
        for (int at = start; at < end; ) {
            byte first = bytes[at];
            if (first >= 0) {
                target[length++] = (char) first;
                at++;
                continue;
            }
            int codePoint = CodePoints.at(bytes, at, end);
            if (codePoint < 0 || (codePoint & ~0xFF) == FIRST) {
                return writeBytes(bytes, start, end, target);
            }
            length += Character.toChars(codePoint, target, length);
            at += CodePoints.utf8Length(codePoint);
        }
        return length;
    }

    private static int writeBytes(byte[] bytes, int start, int end, char[] target) {
        for (int at = start; at < end; at++) {
            target[at - start] = (char) (FIRST + (bytes[at] & 0xFF));
        }
        return end - start;
    }

    /** {@return whether some bytes of UTF-8 are whole characters, none of the block that stands for bytes} */
    static boolean isText(char[] term, int start, int end) {
        return start == end || (term[start] & 0xFF00) != FIRST;
    }

    /** {@return the index of the first char that is not white space, or the end} */
    static int skipSpaces(char[] chars, int start, int end) {
        int at = start;
        while (at < end && isSpace(chars[at])) {
            at++;
        }
        return at;
    }

    /** {@return the index behind the last char that is not white space, or the start} */
    static int skipSpacesBack(char[] chars, int start, int end) {
        int at = end;
        while (at > start && isSpace(chars[at - 1])) {
            at--;
        }
        return at;
    }

    /** {@return whether a char is white space, in a term or standing for a byte in one} */
    static boolean isSpace(char c) {
        if (c > ' ' && c < 0x7F) {
            return false;
        }
        char plain = (c & 0xFF80) == FIRST ? (char) (c & 0x7F) : c;
        return Character.isWhitespace(plain) || Character.isSpaceChar(plain) || plain == '\u0085';
    }
}
