package org.tokenwright.boundary.punkt;

/** Cuts a stretch of text into the tokens of Punkt: words with their periods, and punctuation. For one thread. */
final class WordTokenizer {
    /*
     * At each char that is not white space, the first that matches:
     *
     *   several hyphens; several periods; periods with white space between, in one line; nupunkt also: an ellipsis character
     *   if the char may begin a word: all chars up to one that ends it
     *   the char alone
     *
     * A word ends before white space, a char that no word holds, one of the first kind, and a comma with any of these behind
     * it. Tokens never reach over a line feed. Each char is looked at a bounded number of times: white space between periods
     * is passed over again only when the next token is looked for.
     */
    private static final char ELLIPSIS = '\u2026';

    private final boolean nupunkt;
    private char[] text = {};
    private int limit;
    private int next;

    /** Where the token begins and ends. */
    int start;

    int end;

    private boolean fresh;
    private boolean first;
    private int lineFeeds;

    WordTokenizer(PunktProfile profile) {
        nupunkt = profile.isNupunkt();
    }

    void reset(char[] chars, int from, int to) {
        text = chars;
        next = from;
        limit = to;
        fresh = true;
    }

    /** {@return whether there is a further token} */
    boolean next() {
        int i = next;
        int feeds = 0;
        while (i < limit && CharClasses.isWhite(text[i])) {
            if (text[i] == '\n') {
                feeds++;
            }
            i++;
        }
        if (i >= limit) {
            return false;
        }
        first = fresh;
        fresh = false;
        lineFeeds = feeds;
        start = i;
        end = tokenEnd(i);
        next = end;
        return true;
    }

    /** {@return whether the token is the first of its line} */
    boolean startsLine() {
        return first || lineFeeds > 0;
    }

    /** {@return whether the token is the first of its line, and that comes directly behind a blank one} */
    boolean startsParagraph() {
        return lineFeeds > (first ? 0 : 1);
    }

    private int tokenEnd(int from) {
        int multi = multiEnd(from);
        if (multi > from) {
            return multi;
        }
        int i = from + 1;
        if ((CharClasses.ascii(text[from]) & CharClasses.NO_START) == 0) {
            while (i < limit && !endsWord(i)) {
                i++;
            }
        }
        return i;
    }

    private boolean endsWord(int i) {
        char c = text[i];
        int classes = CharClasses.ascii(c);
        if ((classes & (CharClasses.LETTER_LIKE | CharClasses.DIGIT)) != 0) {
            return false;
        }
        if ((classes & (CharClasses.WHITE | CharClasses.NON_WORD)) != 0) {
            return true;
        }
        if (c == ',') {
            return i + 1 >= limit || (text[i + 1] != ',' && endsWord(i + 1));
        }
        if (c == '.' || c == '-' || c == ELLIPSIS) {
            return multiEnd(i) > i;
        }
        return c >= 0x80 && CharClasses.isWhite(c);
    }

    /** {@return where several hyphens or periods end that begin at a char, or its index if they do not} */
    private int multiEnd(int from) {
        char c = text[from];
        if (c == '.' || c == '-') {
            int i = from + 1;
            while (i < limit && text[i] == c) {
                i++;
            }
            if (i > from + 1) {
                return i;
            }
            return c == '.' ? spacedEnd(from) : from;
        }
        return nupunkt && c == ELLIPSIS ? from + 1 : from;
    }

    private int spacedEnd(int from) {
        int last = from;
        int periods = 1;
        for (int i; (i = periodBehind(last)) > last; last = i) {
            periods++;
        }
        return periods >= (nupunkt ? 2 : 3) ? last + 1 : from;
    }

    /** {@return index of the period that white space without a line feed parts from another, or that of the other} */
    private int periodBehind(int period) {
        int i = period + 1;
        while (i < limit && text[i] != '\n' && CharClasses.isWhite(text[i])) {
            i++;
            if (!nupunkt) {
                break;
            }
        }
        return i > period + 1 && i < limit && text[i] == '.' ? i : period;
    }
}
