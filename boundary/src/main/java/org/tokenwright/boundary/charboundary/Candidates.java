package org.tokenwright.boundary.charboundary;

/** Walks over a text and finds candidates. For one text at a time and one thread. */
final class Candidates {
    /*
     * A char that may be the end of a sentence is a candidate as soon as it is passed; the end of a word or of a symbol, when
     * the space behind it is. So candidates ascend. Quotes are counted when they are passed.
     */
    private static final int LONGEST_NUMBER = 8;
    private static final int MOST_INDENT = 16;
    private static final String BOUND_SIGNS = "-\u2013%*\u00B0\u00AE\u2122\u2032\u2033";

    /** How many chars behind a char may matter. */
    static final int REACH = 1 + Items.LONGEST;

    private Candidates() {}

    /**
     * {@return index of the candidate that shows when a char is passed: its own or the one before; or -1}
     *
     * @param extended whether to find those of {@link CharBoundaryFeatures#EXTENDED}
     * @param text holds the text
     * @param begin index of its first char
     * @param end index behind the last char that is known: of the text, or at least {@link #REACH} chars away
     * @param at index of the char
     * @param roles of the char, not 0
     */
    static int at(boolean extended, char[] text, int begin, int end, int at, int roles) {
        if ((roles & CharCodes.CANDIDATE) != 0) {
            return at;
        }
        if (!extended) {
            return -1;
        }
        if ((roles & CharCodes.FOREIGN) != 0) {
            return at;
        }
        return (roles & CharCodes.BLANK) != 0 && at > begin && isBeforeBlank(text, begin, end, at) ? at - 1 : -1;
    }

    /** {@return whether a char is a candidate} Its text ends at {@code end}. */
    static boolean is(boolean extended, char[] text, int at, int end) {
        return at(extended, text, 0, end, at, CharCodes.roles(text[at])) == at
                || (at + 1 < end && at(extended, text, 0, end, at + 1, CharCodes.roles(text[at + 1])) == at);
    }

    private static boolean isBeforeBlank(char[] text, int begin, int end, int blank) {
        char last = text[blank - 1];
        if ((CharCodes.roles(last) & (CharCodes.CANDIDATE | CharCodes.FOREIGN)) != 0 || AnnotatedText.isWhite(last)) {
            return false;
        }
        boolean word = Character.isLetterOrDigit(last) || last == ',' || Character.isSurrogate(last);
        return !(word || isBound(text, begin, blank - 1))
                || isBeforeItem(text, begin, end, blank)
                || isFirstOfLine(text, begin, blank);
    }

    /** {@return whether a sign belongs to the word before it, as those of charges, grades and genotypes do: Na+, A-, abc1+/-} */
    private static boolean isBound(char[] text, int begin, int at) {
        char sign = text[at];
        if (BOUND_SIGNS.indexOf(sign) < 0 && Character.getType(sign) != Character.MATH_SYMBOL) {
            return false;
        }
        return at > begin && (Character.isLetterOrDigit(text[at - 1]) || text[at - 1] == '/');
    }

    /** {@return whether the next item of a list follows; those in brackets, as (b), are parts of one sentence} */
    private static boolean isBeforeItem(char[] text, int begin, int end, int blank) {
        int next = blank + 1;
        if (next >= end || text[next] == '(') {
            return false;
        }
        int item = Items.at(text, next, Math.min(end, next + Items.LONGEST));
        return item != Items.NONE && Items.relation(item, text, begin, next) == Items.NEXT;
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
