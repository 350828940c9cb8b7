package org.tokenwright.boundary.charboundary;

/**
 * Finds what shows that a text is a list: markers of its items, phrases that introduce it and conjunctions before its last
 * item. All take constant time at one place.
 */
final class ListSigns {
    /*
     * A marker is a bullet, (n) or n. where n is 1 to 10, i to x or a to j. They are recognized at their ends, so "viii." and
     * "decide." hold one anyway, and of n. only "10." needs more than one char.
     */
    private static final String[] INTRODUCTIONS = {
        "following:",
        "as follows:",
        "include:",
        "including:",
        "such as:",
        "namely:",
        "listed below:",
        "items below:",
        "the following items:"
    };
    private static final String[] CONJUNCTIONS = {" and ", " or ", " and/or ", " as well as "};

    /** The numbers of more than one char. */
    private static final String[] LONG_NUMBERS = {"10", "ii", "iii", "iv", "vi", "vii", "viii", "ix"};

    private static final int LONGEST_NUMBER = 4;

    private ListSigns() {}

    /** {@return whether the text from {@code from} to {@code to} ends with a marker} */
    static boolean endsWithMarker(char[] text, int from, int to) {
        if (to <= from) {
            return false;
        }
        char last = text[to - 1];
        if (last == '.') {
            return isNumber(text, from, to - 2, to - 1) || isNumber(text, from, to - 3, to - 1);
        }
        if (last != ')') {
            return CharCodes.isBullet(last);
        }
        for (int start = to - 2; start >= to - 1 - LONGEST_NUMBER && start > from; start--) {
            if (text[start - 1] == '(') {
                return isNumber(text, from, start, to - 1);
            }
        }
        return false;
    }

    /** {@return whether a marker is somewhere in the text from {@code from} to {@code to}} */
    static boolean hasMarker(char[] text, int from, int to) {
        for (int i = from + 1; i <= to; i++) {
            if (endsWithMarker(text, from, i)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether an introduction is somewhere in the text from {@code from} to {@code to}} */
    static boolean hasIntroduction(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == ':' && endsWithIntroduction(text, from, i + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithIntroduction(char[] text, int from, int to) {
        for (String introduction : INTRODUCTIONS) {
            int start = to - introduction.length();
            if (start >= from && matches(text, start, introduction)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a conjunction is somewhere in the text from {@code from} to {@code to}} */
    static boolean hasConjunction(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (startsWithConjunction(text, i, to)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether the text from {@code from} to {@code to} begins with a conjunction} */
    static boolean startsWithConjunction(char[] text, int from, int to) {
        if (from >= to || text[from] != ' ') {
            return false;
        }
        for (String conjunction : CONJUNCTIONS) {
            if (to - from >= conjunction.length() && matches(text, from, conjunction)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(char[] text, int from, String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (text[from + i] != pattern.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether the text from {@code start}, at least {@code from}, to {@code end} is one of a marker's numbers} */
    private static boolean isNumber(char[] text, int from, int start, int end) {
        if (start < from || start >= end) {
            return false;
        }
        char first = text[start];
        if (end - start == 1) {
            return (first >= '1' && first <= '9') || (first >= 'a' && first <= 'j') || first == 'v' || first == 'x';
        }
        for (String number : LONG_NUMBERS) {
            if (number.length() == end - start && matches(text, start, number)) {
                return true;
            }
        }
        return false;
    }
}
