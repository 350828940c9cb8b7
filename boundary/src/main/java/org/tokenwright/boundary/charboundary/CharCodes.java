package org.tokenwright.boundary.charboundary;

import org.tokenwright.text.CodePoints;

/** What CharBoundary asks of a character, and the number by which a forest knows it. */
final class CharCodes {
    /** The codes of what is no letter. That of a letter is the code point of its lower-case form less 96. */
    static final int DIGIT = 0;

    static final int TERMINAL = -1;
    static final int LINE_BREAK = -2;
    static final int SPACE = -3;
    static final int PUNCTUATION = -4;
    static final int OTHER = -5;

    /** What stands for characters before and behind the text. */
    static final int OUTSIDE = SPACE;

    /** What a sentence may end with in the reference. */
    static final int CANDIDATE = 1;

    /** What counts as a quote. */
    static final int QUOTE = 1 << 1;

    /** What a sentence may end with in other scripts. */
    static final int FOREIGN = 1 << 2;

    /** A space or a tab, behind which the line goes on. */
    static final int BLANK = 1 << 3;

    private static final int BEFORE_A = 'a' - 1;
    private static final char CAPITAL_I_WITH_DOT = '\u0130';
    private static final int LISTED = 1 << Character.DASH_PUNCTUATION
            | 1 << Character.CONNECTOR_PUNCTUATION
            | 1 << Character.END_PUNCTUATION
            | 1 << Character.FINAL_QUOTE_PUNCTUATION;
    private static final int LISTED_BEYOND = 0x10E2D;

    private static final int TABLE_SIZE = 0x180;
    private static final byte[] ROLES = roles();
    private static final int[] CODES = codes();

    private CharCodes() {}

    /** {@return the roles that a char may play, or 0} */
    static int roles(char c) {
        return c < ROLES.length ? ROLES[c] : rolesBeyondAscii(c);
    }

    private static int rolesBeyondAscii(char c) {
        return switch (c) {
            case '\u2018', '\u201C' -> QUOTE;
            case '\u2019', '\u201D' -> QUOTE | CANDIDATE;
            case '\u037E',
                    '\u0589',
                    '\u061F',
                    '\u06D4',
                    '\u0964',
                    '\u0965',
                    '\u1362',
                    '\u17D4',
                    '\u2026',
                    '\u203C',
                    '\u203D',
                    '\u2047',
                    '\u2048',
                    '\u2049',
                    '\u3002',
                    '\uFF01',
                    '\uFF0E',
                    '\uFF1F',
                    '\uFF61' -> FOREIGN;
            default -> 0;
        };
    }

    /** {@return the code of a char that is no surrogate, or of a code point} */
    static int code(int codePoint) {
        return codePoint < TABLE_SIZE ? CODES[codePoint] : computeCode(codePoint);
    }

    static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isLowerCase(int codePoint) {
        return codePoint < 0x80 ? codePoint >= 'a' && codePoint <= 'z' : Character.isLowerCase(codePoint);
    }

    /** {@return whether it is a letter or a number of any kind} */
    static boolean isAlphanumeric(int codePoint) {
        return CodePoints.isIn(codePoint, CodePoints.LETTER | CodePoints.NUMBER);
    }

    static boolean isBullet(char c) {
        return switch (c) {
            case '\u00B7', '\u2022', '\u25A0', '\u25A1', '\u25AA', '\u25AB', '\u25CB', '\u25CF' -> true;
            default -> false;
        };
    }

    private static int computeCode(int codePoint) {
        if (CodePoints.isIn(codePoint, CodePoints.LETTER)) {
            int lower = codePoint == CAPITAL_I_WITH_DOT ? 'i' : Character.toLowerCase(codePoint);
            return lower - BEFORE_A;
        }
        if (CodePoints.isDigit(codePoint)) {
            return DIGIT;
        }
        if (codePoint > Character.MAX_VALUE) {
            return codePoint == LISTED_BEYOND ? PUNCTUATION : OTHER;
        }
        return computeCode((char) codePoint);
    }

    private static int computeCode(char c) {
        if ((roles(c) & CANDIDATE) != 0) {
            return isLineBreak(c) ? LINE_BREAK : TERMINAL;
        }
        if (isSpace(c)) {
            return SPACE;
        }
        return isPunctuation(c) ? PUNCTUATION : OTHER;
    }

    private static boolean isSpace(char c) {
        return c == '\t' || c == '\u2028' || CodePoints.isIn(c, 1 << Character.SPACE_SEPARATOR);
    }

    /** {@return whether the reference lists it: dashes, connectors and what closes, but for two, and a few more} */
    private static boolean isPunctuation(char c) {
        return CodePoints.isIn(c, LISTED) ? c != '\u058A' && c != '\u232A' : "&,.:;\u05BF\u201C".indexOf(c) >= 0;
    }

    private static int[] codes() {
        int[] codes = new int[TABLE_SIZE];
        for (int c = 0; c < TABLE_SIZE; c++) {
            codes[c] = computeCode(c);
        }
        return codes;
    }

    private static byte[] roles() {
        byte[] roles = new byte[0x80];
        for (char c : ".!?:;\n\r".toCharArray()) {
            roles[c] = CANDIDATE;
        }
        roles[' '] = BLANK;
        roles['\t'] = BLANK;
        roles['"'] = CANDIDATE | QUOTE;
        roles['\''] = CANDIDATE | QUOTE;
        return roles;
    }
}
