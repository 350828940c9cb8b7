package org.tokenwright.boundary.punkt;

import org.tokenwright.text.CodePoints;

/** What Punkt asks of a character. The classes are those of Python's regular expressions and string methods. */
final class CharClasses {
    /** White space, a line feed among it. */
    static final int WHITE = 1;

    /** A character that no word holds. */
    static final int NON_WORD = 1 << 1;

    /** A character that no word begins with. */
    static final int NO_START = 1 << 2;

    /** A letter, a number that is no decimal digit, or a low line. */
    static final int LETTER_LIKE = 1 << 3;

    /** A decimal digit. */
    static final int DIGIT = 1 << 4;

    /** A closing quote or bracket, which belongs to the sentence before it. */
    static final int CLOSER = 1 << 5;

    private static final int LETTER_LIKE_CATEGORIES =
            CodePoints.LETTER | (1 << Character.LETTER_NUMBER) | (1 << Character.OTHER_NUMBER);
    private static final int ASCII = 128;

    private static final byte[] TABLE = table();

    private CharClasses() {}

    /** {@return the classes of an ASCII char, none of others} */
    static int ascii(char c) {
        return c < ASCII ? TABLE[c] : 0;
    }

    static boolean isWhite(char c) {
        return c < ASCII ? (TABLE[c] & WHITE) != 0 : CodePoints.isIn(c, CodePoints.WHITE_SPACE);
    }

    static boolean isLetterLike(int codePoint) {
        return codePoint < ASCII
                ? (TABLE[codePoint] & LETTER_LIKE) != 0
                : CodePoints.isIn(codePoint, LETTER_LIKE_CATEGORIES);
    }

    static boolean isLetter(int codePoint) {
        return codePoint < ASCII
                ? (TABLE[codePoint] & LETTER_LIKE) != 0 && codePoint != '_'
                : CodePoints.isIn(codePoint, CodePoints.LETTER);
    }

    static boolean isDecimalDigit(int codePoint) {
        return codePoint < ASCII
                ? (TABLE[codePoint] & DIGIT) != 0
                : CodePoints.isIn(codePoint, 1 << Character.DECIMAL_DIGIT_NUMBER);
    }

    private static byte[] table() {
        byte[] table = new byte[ASCII];
        for (int c = 0; c < ASCII; c++) {
            boolean white = c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            table[c] = (byte) ((white ? WHITE : 0)
                    | (")\";}]*:@'({[?!".indexOf(c) >= 0 ? NON_WORD : 0)
                    | ("(\"`{[:;&#*@)}]-,".indexOf(c) >= 0 ? NO_START : 0)
                    | (letter ? LETTER_LIKE : 0)
                    | (c >= '0' && c <= '9' ? DIGIT : 0)
                    | ("\"')]}".indexOf(c) >= 0 ? CLOSER : 0));
        }
        return table;
    }
}
