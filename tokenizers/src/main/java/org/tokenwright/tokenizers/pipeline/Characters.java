package org.tokenwright.tokenizers.pipeline;

import static org.tokenwright.text.CodePoints.MARK;
import static org.tokenwright.text.CodePoints.NUMBER;
import static org.tokenwright.text.CodePoints.PUNCTUATION;
import static org.tokenwright.text.CodePoints.WHITE_SPACE;

import org.tokenwright.text.CodePoints;

/** Classes of characters as normalizers and splitters of foreign formats know them. */
final class Characters {
    private static final int WORD = MARK
            | (1 << Character.DECIMAL_DIGIT_NUMBER)
            | (1 << Character.CONNECTOR_PUNCTUATION)
            | CodePoints.LETTER
            | (1 << Character.LETTER_NUMBER);

    private Characters() {}

    /** White_Space. */
    static boolean isWhiteSpace(int codePoint) {
        return CodePoints.isIn(codePoint, WHITE_SPACE);
    }

    /** Alphabetic, marks, decimal digits, connectors, and the two joiners: {@code \w} of Unicode Technical Standard 18. */
    static boolean isWord(int codePoint) {
        return CodePoints.isIn(codePoint, WORD)
                || codePoint == 0x200C
                || codePoint == 0x200D
                || (codePoint >= 0x80 && Character.isAlphabetic(codePoint));
    }

    /** N. */
    static boolean isNumber(int codePoint) {
        return CodePoints.isIn(codePoint, NUMBER);
    }

    /** P, and the symbols of ASCII. */
    static boolean isPunctuation(int codePoint) {
        return codePoint < 0x80
                ? codePoint > ' '
                        && codePoint < 0x7F
                        && !(codePoint >= '0' && codePoint <= '9')
                        && !((codePoint | 0x20) >= 'a' && (codePoint | 0x20) <= 'z')
                : CodePoints.isIn(codePoint, PUNCTUATION);
    }

    /** {@return where the character begins that ends at a place} */
    static int before(byte[] utf8, int start, int place) {
        int at = place - 1;
        while (at > start && place - at < 4 && (utf8[at] & 0xC0) == 0x80) {
            at--;
        }
        return at;
    }

    /** {@return where the white space that begins at a place ends} */
    static int spaceEnd(byte[] utf8, int start, int end) {
        int at = start;
        while (at < end) {
            int codePoint = CodePoints.at(utf8, at, end);
            if (codePoint < 0 || !isWhiteSpace(codePoint)) {
                break;
            }
            at += CodePoints.utf8Length(codePoint);
        }
        return at;
    }

    /** {@return where the white space that ends at a place begins} */
    static int spaceStart(byte[] utf8, int start, int end) {
        int at = end;
        while (at > start) {
            int before = before(utf8, start, at);
            int codePoint = CodePoints.at(utf8, before, at);
            if (codePoint < 0 || !isWhiteSpace(codePoint)) {
                break;
            }
            at = before;
        }
        return at;
    }
}
