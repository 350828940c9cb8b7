package org.tokenwright.boundary.charboundary;

/** Walks over a text and finds candidates. For one text at a time and one thread. */
final class Candidates {
    /*
     * A char that may be the end of a sentence is a candidate as soon as it is passed; the end of a word or of a symbol, when
     * the space behind it is. So candidates ascend. Quotes are counted when they are passed.
     */
    private static final int LONGEST_NUMBER = 8;
    private static final int MOST_INDENT = 16;

    private Candidates() {}

    /**
     * {@return index of the candidate that shows when a char is passed: its own or the one before; or -1}
     *
     * @param extended whether to find those of {@link CharBoundaryFeatures#EXTENDED}
     * @param text holds the text
     * @param begin index of its first char
     * @param at index of the char
     * @param roles of the char, not 0
     */
    static int at(boolean extended, char[] text, int begin, int at, int roles) {
        if ((roles & CharCodes.CANDIDATE) != 0) {
            return at;
        }
        if (!extended) {
            return -1;
        }
        if ((roles & CharCodes.FOREIGN) != 0) {
            return at;
        }
        return (roles & CharCodes.BLANK) != 0 && at > begin && isBeforeBlank(text, begin, at) ? at - 1 : -1;
    }

    /** {@return whether a char is a candidate} Its text ends at {@code end}. */
    static boolean is(boolean extended, char[] text, int at, int end) {
        return at(extended, text, 0, at, CharCodes.roles(text[at])) == at
                || (at + 1 < end && at(extended, text, 0, at + 1, CharCodes.roles(text[at + 1])) == at);
    }

    private static boolean isBeforeBlank(char[] text, int begin, int blank) {
        char last = text[blank - 1];
        if ((CharCodes.roles(last) & (CharCodes.CANDIDATE | CharCodes.FOREIGN)) != 0 || AnnotatedText.isWhite(last)) {
            return false;
        }
        boolean word = Character.isLetterOrDigit(last) || last == ',' || Character.isSurrogate(last);
        return !word || isFirstOfLine(text, begin, blank);
    }

    /** {@return whether a short run that ends before a blank is the first of its line} */
    private static boolean isFirstOfLine(char[] text, int begin, int blank) {
        int i = blank;
        int lowest = Math.max(begin, blank - LONGEST_NUMBER);
        while (i > lowest && !AnnotatedText.isWhite(text[i - 1])) {
            i--;
        }
        lowest = Math.max(begin, i - MOST_INDENT);
        while (i > lowest && (CharCodes.roles(text[i - 1]) & CharCodes.BLANK) != 0) {
            i--;
        }
        return i == begin || CharCodes.isLineBreak(text[i - 1]);
    }
}
