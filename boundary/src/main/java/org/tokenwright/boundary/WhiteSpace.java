package org.tokenwright.boundary;

/** White space as Unicode defines it, and U+001C to U+001F: all of it in the basic plane. */
final class WhiteSpace {
    private static final int TABLE_SIZE = 256;
    private static final boolean[] LATIN_1 = latin1();

    private WhiteSpace() {}

    static boolean is(char c) {
        return c < TABLE_SIZE ? LATIN_1[c] : c >= 0x1680 && slow(c);
    }

    private static boolean slow(char c) {
        return Character.isSpaceChar(c) || Character.isWhitespace(c);
    }

    private static boolean[] latin1() {
        boolean[] table = new boolean[TABLE_SIZE];
        for (char c = 0; c < TABLE_SIZE; c++) {
            table[c] = slow(c) || c == 0x85;
        }
        return table;
    }
}
