package org.tokenwright.boundary.charboundary;

/** Recognizes the markers of items of a list that goes on in one line, and whether one continues another. */
final class Items {
    /*
     * A marker is a bullet, or a number of up to three digits, a letter or a Roman number up to x, between brackets or before
     * a period, a bracket or both, perhaps behind a bullet; white space follows, or the end. It is packed into an int, 0 for
     * none: how it is written, its value as a number, digits or letter, and as a Roman one, whichever there are. A bullet has
     * its char as value.
     */
    static final int NONE = 0;
    static final int BULLET = 1;
    static final int NUMBER = 2;
    static final int SMALL = 3;
    static final int CAPITAL = 4;

    /** How a marker goes with those before it. */
    static final int NO_MARKER = -1;

    static final int ALONE = 0;
    static final int FIRST = 1;
    static final int NEXT = 2;
    static final int BEHIND_BULLET = 3;

    /** How many chars before a marker the one before it is looked for. */
    static final int DISTANCE = 100;

    /** No marker is longer, in chars, with the space behind it. */
    static final int LONGEST = 10;

    private static final int BRACKETED = 1;
    private static final int WITH_PERIOD = 1 << 1;
    private static final int WITH_CLOSER = 1 << 2;
    private static final int MAX_DIGITS = 3;
    private static final String[] ROMAN = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
    private static final int MAX_ROMAN = 4;
    private static final int VALUE_BITS = 16;
    private static final int ROMAN_BITS = 4;
    private static final int STYLE_BITS = 4;

    private Items() {}

    /** {@return whether a char begins a list's items} */
    static boolean isBullet(char c) {
        return CharCodes.isBullet(c) || c == '\u2023' || c == '\u2043' || c == '\u25E6' || c == '\u25B6';
    }

    /** {@return whether a char may stand behind the number of an item} */
    static boolean closes(char c) {
        return c == '.' || c == ')';
    }

    /** {@return the marker that begins at an index, or {@link #NONE}} */
    static int at(char[] text, int from, int end) {
        if (from >= end) {
            return NONE;
        }
        char bullet = text[from];
        if (!isBullet(bullet)) {
            return mayBeNumber(text, from, end) ? numberAt(text, from, end) : NONE;
        }
        if (from + 1 == end || AnnotatedText.isWhite(text[from + 1])) {
            return pack(BULLET, 0, bullet, 0);
        }
        return numberAt(text, from + 1, end) == NONE ? NONE : pack(BULLET, 0, bullet, 0);
    }

    /** {@return {@link #BULLET} and so on} */
    static int kind(int marker) {
        return marker >>> (VALUE_BITS + ROMAN_BITS + STYLE_BITS);
    }

    /**
     * {@return how a marker goes with those before it}
     *
     * @param marker the marker, or {@link #NONE}
     * @param text holds the text
     * @param begin index of its first char; may be below 0
     * @param at where the marker begins
     */
    static int relation(int marker, char[] text, int begin, int at) {
        if (marker == NONE) {
            return NO_MARKER;
        }
        if (at - 2 >= begin && AnnotatedText.isWhite(text[at - 1]) && isBullet(text[at - 2])) {
            return BEHIND_BULLET;
        }
        if (kind(marker) == BULLET ? hasBullet(marker, text, begin, at) : hasBefore(marker, text, begin, at)) {
            return NEXT;
        }
        boolean first = value(marker) == 1 || roman(marker) == 1;
        return first && kind(marker) != BULLET ? FIRST : ALONE;
    }

    private static boolean hasBullet(int marker, char[] text, int begin, int at) {
        int lowest = Math.max(begin, at - DISTANCE);
        for (int i = at - 1; i >= lowest; i--) {
            if (text[i] == value(marker) && (i == begin || AnnotatedText.isWhite(text[i - 1]))) {
                return true;
            }
        }
        return false;
    }

    /** Looks for the ends of markers, which are rarer than the places where one may begin. */
    private static boolean hasBefore(int marker, char[] text, int begin, int at) {
        int lowest = Math.max(begin, at - DISTANCE);
        for (int i = at - 1; i > lowest; i--) {
            if (closes(text[i]) && AnnotatedText.isWhite(text[i + 1])) {
                int start = i;
                int farthest = Math.max(lowest, i - LONGEST);
                while (start > farthest && !AnnotatedText.isWhite(text[start - 1])) {
                    start--;
                }
                boolean starts = start == begin || (start > begin && AnnotatedText.isWhite(text[start - 1]));
                if (starts && isNext(at(text, start, at), marker)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isNext(int before, int marker) {
        if (before == NONE || kind(before) != kind(marker) || style(before) != style(marker)) {
            return false;
        }
        if (kind(marker) == BULLET) {
            return value(before) == value(marker);
        }
        boolean counts = value(before) > 0 && value(marker) == value(before) + 1;
        return counts || (roman(before) > 0 && roman(marker) == roman(before) + 1);
    }

    /** Spares most words the rest. */
    private static boolean mayBeNumber(char[] text, int from, int end) {
        char first = text[from];
        if (first == '(' || (first >= '0' && first <= '9')) {
            return true;
        }
        return from + 1 < end && (closes(text[from + 1]) || "ivxIVX".indexOf(text[from + 1]) >= 0);
    }

    private static int numberAt(char[] text, int from, int end) {
        boolean open = text[from] == '(';
        int start = open ? from + 1 : from;
        int i = start;
        int number = 0;
        while (i < end && i < start + MAX_DIGITS && text[i] >= '0' && text[i] <= '9') {
            number = 10 * number + text[i] - '0';
            i++;
        }
        int kind = NUMBER;
        int roman = 0;
        if (i == start) {
            while (i < end && i <= start + MAX_ROMAN && isLetter(text[i])) {
                i++;
            }
            if (i == start) {
                return NONE;
            }
            kind = text[start] >= 'a' ? SMALL : CAPITAL;
            number = i == start + 1 ? text[start] - (kind == SMALL ? 'a' : 'A') + 1 : 0;
            roman = roman(text, start, i);
            if (number == 0 && roman == 0) {
                return NONE;
            }
        }
        int closers = i;
        int style = open ? BRACKETED : 0;
        if (!open && i < end && text[i] == '.') {
            style |= WITH_PERIOD;
            i++;
        }
        if (i < end && text[i] == ')') {
            style |= WITH_CLOSER;
            i++;
        }
        boolean closed = open ? i > closers && text[i - 1] == ')' : i > closers;
        boolean ends = closed && (i == end || AnnotatedText.isWhite(text[i]));
        return ends ? pack(kind, style, number, roman) : NONE;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int roman(char[] text, int from, int to) {
        for (int n = 0; n < ROMAN.length; n++) {
            String roman = ROMAN[n];
            boolean equal = roman.length() == to - from;
            for (int i = 0; equal && i < roman.length(); i++) {
                equal = (text[from + i] | 0x20) == roman.charAt(i) && (text[from + i] >= 'a') == (text[from] >= 'a');
            }
            if (equal) {
                return n + 1;
            }
        }
        return 0;
    }

    private static int pack(int kind, int style, int value, int roman) {
        return ((kind << STYLE_BITS | style) << ROMAN_BITS | roman) << VALUE_BITS | value;
    }

    private static int value(int marker) {
        return marker & (1 << VALUE_BITS) - 1;
    }

    private static int roman(int marker) {
        return marker >>> VALUE_BITS & (1 << ROMAN_BITS) - 1;
    }

    private static int style(int marker) {
        return marker >>> (VALUE_BITS + ROMAN_BITS) & (1 << STYLE_BITS) - 1;
    }
}
