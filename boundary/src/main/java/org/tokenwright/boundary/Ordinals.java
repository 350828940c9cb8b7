package org.tokenwright.boundary;

/** Ordinal numbers that are written with a period. */
final class Ordinals {
    private static final int MOST_DIGITS = 2;
    private static final int MOST_LETTERS = 7;

    private Ordinals() {}

    /** {@return whether a number of one or two digits, or a Roman one of two or more letters, is all of the word before an index} */
    static boolean endsAt(char[] text, int begin, int end) {
        int i = end;
        while (i > begin && text[i - 1] >= '0' && text[i - 1] <= '9') {
            i--;
        }
        if (i < end) {
            return end - i <= MOST_DIGITS && startsWord(text, begin, i);
        }
        while (i > begin && "IVXL".indexOf(text[i - 1]) >= 0) {
            i--;
        }
        return end - i >= 2 && end - i <= MOST_LETTERS && startsWord(text, begin, i);
    }

    private static boolean startsWord(char[] text, int begin, int at) {
        return at == begin || WhiteSpace.is(text[at - 1]) || text[at - 1] == '(' || text[at - 1] == '/';
    }
}
