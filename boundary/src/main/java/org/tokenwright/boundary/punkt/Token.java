package org.tokenwright.boundary.punkt;

import org.tokenwright.text.CodePoints;

/** A token as a stretch of chars, and what its form tells. For one thread; one object serves many tokens. */
final class Token {
    private char[] text = {};
    private int start;
    private int end;
    private int first;
    private boolean periodFinal;
    private boolean number;

    /** What the passes say of it. */
    boolean sentenceBreak;

    boolean abbreviation;
    boolean ellipsis;

    /** Takes the chars from {@code from} to {@code to}, which is greater. */
    void set(char[] chars, int from, int to) {
        text = chars;
        start = from;
        end = to;
        first = codePointAt(from);
        periodFinal = chars[to - 1] == '.';
        number = isNumberStart(chars[from]) && matchesNumber();
        sentenceBreak = false;
        abbreviation = false;
        ellipsis = false;
    }

    char[] text() {
        return text;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int length() {
        return end - start;
    }

    boolean isPeriodFinal() {
        return periodFinal;
    }

    /** {@return whether the type of the token is that of all numbers} */
    boolean isNumber() {
        return number;
    }

    char last() {
        return text[end - 1];
    }

    boolean is(char c) {
        return length() == 1 && text[start] == c;
    }

    boolean isSentenceEnd() {
        return length() == 1 && isSentenceEnd(text[start]);
    }

    static boolean isSentenceEnd(char c) {
        return c == '.' || c == '?' || c == '!';
    }

    boolean startsUpper() {
        return Character.isUpperCase(first);
    }

    boolean startsLower() {
        return Character.isLowerCase(first);
    }

    /** {@return the index behind the last char of the type, less a final period unless the token is that alone} */
    int endWithoutPeriod() {
        return periodFinal && length() > 1 ? end - 1 : end;
    }

    /** {@return whether it ends with two periods} */
    boolean endsWithTwoPeriods() {
        return length() > 1 && periodFinal && text[end - 2] == '.';
    }

    /** {@return whether it is nothing but periods, two or more} */
    boolean isPeriods() {
        if (!endsWithTwoPeriods()) {
            return false;
        }
        int i = start;
        while (i < end && text[i] == '.') {
            i++;
        }
        return i == end;
    }

    /** {@return whether it ends with two periods or an ellipsis character, or has three periods with white space between} */
    boolean isNupunktEllipsis() {
        return endsWithTwoPeriods() || last() == '\u2026' || (first == '.' && hasSpacedPeriods());
    }

    /** {@return whether it is one letter and a period} */
    boolean isInitial() {
        return periodFinal && end - 1 == start + Character.charCount(first) && CharClasses.isLetterLike(first);
    }

    /** {@return whether it is nothing but letters} */
    boolean isAlphabetic() {
        for (int i = start; i < end; ) {
            int c = codePointAt(i);
            if (!CharClasses.isLetterLike(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    /** {@return whether its type has a letter, as that of numbers has} */
    boolean isNonPunctuation() {
        if (number) {
            return true;
        }
        for (int i = start; i < end; ) {
            int c = codePointAt(i);
            if (CharClasses.isLetterLike(c)) {
                return true;
            }
            i += Character.charCount(c);
        }
        return false;
    }

    /**
     * {@return whether nupunkt would take it for an abbreviation if it knew it: letters, digits and periods, no number, not
     * less letters than digits}
     */
    boolean isAbbreviationForm(boolean asciiOnly) {
        if (number) {
            return false;
        }
        int letters = 0;
        int digits = 0;
        for (int i = start; i < end; ) {
            int c = codePointAt(i);
            i += Character.charCount(c);
            if (c == '.') {
                continue;
            }
            if (asciiOnly && c >= 0x80) {
                return false;
            }
            if (CharClasses.isLetter(c)) {
                letters++;
            } else if (CodePoints.isDigit(c)) {
                digits++;
            } else {
                return false;
            }
        }
        return letters > 0 && letters >= digits;
    }

    int periods() {
        int periods = 0;
        for (int i = start; i < end; i++) {
            periods += text[i] == '.' ? 1 : 0;
        }
        return periods;
    }

    private int codePointAt(int index) {
        char c = text[index];
        return Character.isHighSurrogate(c) && index + 1 < end && Character.isLowSurrogate(text[index + 1])
                ? Character.toCodePoint(c, text[index + 1])
                : c;
    }

    private static boolean isNumberStart(char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ',' || c >= 0x80;
    }

    /** Matches an optional hyphen, an optional period or comma, a digit, then digits, commas, periods and hyphens. */
    private boolean matchesNumber() {
        int i = start;
        if (text[i] == '-') {
            i++;
        }
        if (i < end && (text[i] == '.' || text[i] == ',')) {
            i++;
        }
        boolean digit = false;
        while (i < end) {
            int c = codePointAt(i);
            if (CharClasses.isDecimalDigit(c)) {
                digit = true;
            } else if (!digit || (c != ',' && c != '.' && c != '-')) {
                return false;
            }
            i += Character.charCount(c);
        }
        return digit;
    }

    private boolean hasSpacedPeriods() {
        int periods = 0;
        for (int i = start; i < end; i++) {
            periods += text[i] == '.' ? 1 : 0;
        }
        return periods > 2 && CharClasses.isWhite(text[start + 1]);
    }
}
