package org.tokenwright.boundary.punkt;

import it.unimi.dsi.fastutil.objects.ObjectOpenHashSet;
import java.util.Arrays;
import java.util.Locale;

/** The tokens of a text: their types, what their form tells, and what the first pass says of them. For one thread. */
final class TokenList {
    static final int PERIOD_FINAL = 1;
    static final int NUMBER = 1 << 1;
    static final int INITIAL = 1 << 2;
    static final int ALPHABETIC = 1 << 3;
    static final int NON_PUNCTUATION = 1 << 4;
    static final int UPPER = 1 << 5;
    static final int LOWER = 1 << 6;
    static final int LINE_START = 1 << 7;
    static final int PARAGRAPH_START = 1 << 8;
    static final int SENTENCE_END = 1 << 9;
    static final int ABBREVIATION_FORM = 1 << 10;

    /** The token begins with a comma, a colon or a semicolon. */
    static final int INTERNAL = 1 << 11;

    /** What the first pass says. */
    static final int SENTENCE_BREAK = 1 << 12;

    static final int ABBREVIATION = 1 << 13;
    static final int ELLIPSIS = 1 << 14;
    static final int TWO_PERIODS = 1 << 15;

    private final ObjectOpenHashSet<String> distinct;
    private String[] types = new String[256];
    private int[] flags = new int[256];
    private int size;

    /**
     * Cuts a text.
     *
     * @param text the text
     * @param rules say what words are
     * @param distinct holds one string for each type, and takes those that are new
     */
    TokenList(CharSequence text, PunktProfile rules, ObjectOpenHashSet<String> distinct) {
        this.distinct = distinct;
        char[] chars = text.toString().toCharArray();
        WordTokenizer words = new WordTokenizer(rules);
        words.reset(chars, 0, chars.length);
        Token token = new Token();
        while (words.next()) {
            token.set(chars, words.start, words.end);
            add(token, flags(token, words, rules));
        }
    }

    int size() {
        return size;
    }

    /** {@return the type of a token, its final period kept but for numbers} */
    String type(int index) {
        return types[index];
    }

    boolean is(int index, int flag) {
        return (flags[index] & flag) != 0;
    }

    void set(int index, int flag) {
        flags[index] |= flag;
    }

    /** {@return the type without its final period} */
    String typeWithoutPeriod(int index) {
        return withoutPeriod(types[index]);
    }

    /** {@return the type, without its final period if that ends a sentence} */
    String typeWithoutSentencePeriod(int index) {
        return is(index, SENTENCE_BREAK) ? withoutPeriod(types[index]) : types[index];
    }

    static String withoutPeriod(String type) {
        return type.length() > 1 && type.endsWith(".") ? type.substring(0, type.length() - 1) : type;
    }

    private void add(Token token, int tokenFlags) {
        if (size == types.length) {
            types = Arrays.copyOf(types, 2 * size);
            flags = Arrays.copyOf(flags, 2 * size);
        }
        String type = token.isNumber()
                ? PunktModel.NUMBER
                : new String(token.text(), token.start(), token.length()).toLowerCase(Locale.ROOT);
        types[size] = distinct.addOrGet(type);
        flags[size++] = tokenFlags;
    }

    private static int flags(Token token, WordTokenizer words, PunktProfile rules) {
        boolean ellipsis = rules.isNupunkt() ? token.isNupunktEllipsis() : token.isPeriods();
        boolean form = !rules.isNupunkt() || token.isAbbreviationForm(rules == PunktProfile.NUPUNKT_FAST);
        return (token.isPeriodFinal() ? PERIOD_FINAL : 0)
                | (token.isNumber() ? NUMBER : 0)
                | (token.isInitial() ? INITIAL : 0)
                | (token.isAlphabetic() ? ALPHABETIC : 0)
                | (token.isNonPunctuation() ? NON_PUNCTUATION : 0)
                | (token.startsUpper() ? UPPER : 0)
                | (token.startsLower() ? LOWER : 0)
                | (words.startsLine() ? LINE_START : 0)
                | (words.startsParagraph() ? PARAGRAPH_START : 0)
                | (token.isSentenceEnd() ? SENTENCE_END : 0)
                | (form ? ABBREVIATION_FORM : 0)
                | (",:;".indexOf(token.text()[token.start()]) >= 0 ? INTERNAL : 0)
                | (ellipsis ? ELLIPSIS : 0)
                | (token.endsWithTwoPeriods() ? TWO_PERIODS : 0);
    }
}
