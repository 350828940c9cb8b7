package org.tokenwright.boundary.charboundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Describes candidates in numbers. For one text at a time and one thread; {@link #start} begins a new text, {@link #pass} is to
 * be told of each char.
 */
final class Features {
    /*
     * In the order of the reference: the codes of the characters from `before` before the candidate to `after` behind it, then
     * the flags; then what ContextFeatures adds, if it is to. Characters are code points and all distances count them; a distance of n is at most 2 n chars, which is what
     * LOOK_BEHIND and lookAhead are made of. The reference counts quotes from the beginning of the text for each candidate;
     * here they are counted on the way.
     */
    static final String[] FLAGS = {
        "abbreviation",
        "terminator",
        "balanced quotes",
        "complete word",
        "lower case follows",
        "list item",
        "semicolon in list",
        "near colon"
    };

    /** The largest number of characters in the window before or behind the candidate. */
    static final int MAX_WINDOW = 24;

    /** The longest abbreviation, in chars. */
    static final int MAX_ABBREVIATION = 64;

    /** How many chars before a candidate may matter, at most. */
    static final int LOOK_BEHIND = 128;

    private static final int LIST_DISTANCE = 50;
    private static final int INTRODUCTION_DISTANCE = 20;
    private static final int INTRODUCTION_COLON = 5;
    private static final int COLON_DISTANCE = 10;
    private static final int CONJUNCTION_DISTANCE = 3;
    private static final int LONGEST_CONJUNCTION = 12;

    private final boolean extended;
    private final ContextFeatures context = new ContextFeatures();
    private final int before;
    private final int after;
    private final Set<String> abbreviations;
    private final int longestAbbreviation;
    private final int lookAhead;

    /** What describes the candidate that {@link #describe} was last asked for, for {@link Forest#probability}. */
    final int[] values = new int[Forest.VALUES];

    private boolean oddDouble;
    private boolean oddSingle;
    private long openDouble;
    private long openSingle;

    Features(CharBoundaryFeatures set, int before, int after, Set<String> abbreviations) {
        this.extended = set == CharBoundaryFeatures.EXTENDED;
        this.before = before;
        this.after = after;
        this.abbreviations = abbreviations;
        int longest = 0;
        for (String abbreviation : abbreviations) {
            longest = Math.max(longest, abbreviation.length());
        }
        longestAbbreviation = longest;
        int words = extended ? ContextFeatures.REACH : CONJUNCTION_DISTANCE + LONGEST_CONJUNCTION;
        lookAhead = Math.max(2 * after, words);
    }

    /** {@return how many features there are} */
    static int count(CharBoundaryFeatures set, int before, int after) {
        int more = set == CharBoundaryFeatures.EXTENDED ? ContextFeatures.NAMES.length : 0;
        return before + 1 + after + FLAGS.length + more;
    }

    /** {@return what a feature is} */
    static String name(int before, int after, int feature) {
        int flag = feature - (before + 1 + after);
        if (flag < 0) {
            return "character " + (feature - before);
        }
        return flag < FLAGS.length ? FLAGS[flag] : ContextFeatures.NAMES[flag - FLAGS.length];
    }

    /** {@return whether these are {@link CharBoundaryFeatures#EXTENDED}} */
    boolean isExtended() {
        return extended;
    }

    /** Forgets the text before. */
    void start() {
        oddDouble = false;
        oddSingle = false;
        openDouble = 0;
        openSingle = 0;
    }

    /** {@return how many chars behind a candidate may matter} */
    int lookAhead(char candidate) {
        return candidate == ';' ? Math.max(lookAhead, 2 * LIST_DISTANCE) : lookAhead;
    }

    /** Counts a quote, the candidate to be described next among them. */
    void pass(char quote) {
        switch (quote) {
            case '"' -> oddDouble = !oddDouble;
            case '\'' -> oddSingle = !oddSingle;
            case '\u201C' -> openDouble++;
            case '\u201D' -> openDouble--;
            case '\u2018' -> openSingle++;
            default -> openSingle--;
        }
    }

    /**
     * Describes a candidate in {@link #values}.
     *
     * @param text holds the text
     * @param begin index of the text's first char; may be below 0 if that is known no more
     * @param end index behind the last char that is known: of the text, or more than {@link #lookAhead} chars away
     * @param at index of the candidate
     */
    void describe(char[] text, int begin, int end, int at) {
        int n = before;
        int i = at;
        while (n > 0 && i > begin) {
            char c = text[--i];
            if (Character.isLowSurrogate(c) && i > begin && Character.isHighSurrogate(text[i - 1])) {
                values[--n] = CharCodes.code(Character.toCodePoint(text[--i], c));
            } else {
                values[--n] = CharCodes.code(c);
            }
        }
        while (n > 0) {
            values[--n] = CharCodes.OUTSIDE;
        }
        n = before;
        i = at;
        int windowEnd = before + 1 + after;
        while (n < windowEnd && i < end) {
            char c = text[i++];
            if (Character.isHighSurrogate(c) && i < end && Character.isLowSurrogate(text[i])) {
                values[n++] = CharCodes.code(Character.toCodePoint(c, text[i++]));
            } else {
                values[n++] = CharCodes.code(c);
            }
        }
        while (n < windowEnd) {
            values[n++] = CharCodes.OUTSIDE;
        }
        flags(text, begin, end, at, windowEnd);
        if (extended) {
            context.describe(text, begin, end, at, values, windowEnd + FLAGS.length);
        }
    }

    /** {@return what describes the candidate last asked for, in words: the threshold, and what is not 0 behind the window} */
    List<String> evidence(double threshold) {
        List<String> evidence = new ArrayList<>();
        evidence.add("threshold " + threshold);
        int count = count(extended ? CharBoundaryFeatures.EXTENDED : CharBoundaryFeatures.REFERENCE, before, after);
        for (int i = before + 1 + after; i < count; i++) {
            if (values[i] != 0) {
                evidence.add(values[i] == 1 ? name(before, after, i) : name(before, after, i) + " " + values[i]);
            }
        }
        return evidence;
    }

    private void flags(char[] text, int begin, int end, int at, int to) {
        char c = text[at];
        boolean closes = c == '"' || c == '\'' || c == '\u2019' || c == '\u201D';
        boolean lowerFollows = at + 1 < end && CharCodes.isLowerCase(Character.codePointAt(text, at + 1, end));
        values[to] = c == '.' && endsAbbreviation(text, begin, at) ? 1 : 0;
        values[to + 1] = c == '.' || c == '!' || c == '?' ? 1 : isSecondary(c) ? -1 : 0;
        values[to + 2] = closes && !isBalanced() ? 0 : 1;
        values[to + 3] = closes && lowerFollows ? 0 : 1;
        values[to + 4] = lowerFollows ? 1 : 0;
        char previous = at > begin ? text[at - 1] : ' ';
        char next = at + 1 < end ? text[at + 1] : ' ';
        values[to + 5] = at + 1 < end && isItem(text, begin, end, at, previous, next) ? 1 : 0;
        values[to + 6] = c == ';' && isInList(text, begin, end, at) ? 1 : 0;
        boolean nearColon = c == ':' || previous == ':' || next == ':';
        values[to + 7] = nearColon && hasColon(text, back(text, begin, at, COLON_DISTANCE), at) ? 1 : 0;
    }

    private static boolean isSecondary(char c) {
        return c == ':' || c == ';' || c == '"' || c == '\'' || c == '\u2019' || c == '\u201D';
    }

    /** {@return whether all quotes are closed, the one that was passed last included} */
    boolean isBalanced() {
        return !oddDouble && !oddSingle && openDouble == 0 && openSingle == 0;
    }

    private boolean endsAbbreviation(char[] text, int begin, int at) {
        int lowest = Math.max(begin, at - longestAbbreviation);
        int i = at;
        while (i > lowest) {
            int codePoint = Character.codePointBefore(text, i, Math.max(0, begin));
            if (codePoint != '.' && !CharCodes.isAlphanumeric(codePoint)) {
                break;
            }
            i -= Character.charCount(codePoint);
        }
        return at + 1 - i <= longestAbbreviation && abbreviations.contains(new String(text, i, at + 1 - i));
    }

    private static boolean isItem(char[] text, int begin, int end, int at, char previous, char next) {
        char c = text[at];
        if (!separates(c) && !separates(previous) && !separates(next) && !isBracket(previous) && !isBracket(next)) {
            return false;
        }
        if ((separates(c) || separates(previous)) && ListSigns.endsWithMarker(text, begin, at)) {
            return true;
        }
        return isIntroduced(text, begin, at) || isConjoined(text, end, at);
    }

    private static boolean separates(char c) {
        return c == '.' || c == ',' || c == ';' || c == ':';
    }

    private static boolean isBracket(char c) {
        return c == '(' || c == ')';
    }

    private static boolean isIntroduced(char[] text, int begin, int at) {
        return hasColon(text, back(text, begin, at, INTRODUCTION_COLON), at)
                && ListSigns.hasIntroduction(text, back(text, begin, at, INTRODUCTION_DISTANCE), at);
    }

    /** {@return whether a conjunction begins behind the candidate, with a comma or a semicolon before it} */
    private static boolean isConjoined(char[] text, int end, int at) {
        boolean separated = false;
        int i = at;
        for (int distance = 1; distance <= CONJUNCTION_DISTANCE && i < end; distance++) {
            separated |= text[i] == ';' || text[i] == ',';
            i += Character.charCount(Character.codePointAt(text, i, end));
            if (separated && ListSigns.startsWithConjunction(text, i, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInList(char[] text, int begin, int end, int at) {
        int from = back(text, begin, at, LIST_DISTANCE);
        int to = forth(text, at, end, LIST_DISTANCE);
        return has(text, from, at, ';')
                || has(text, at + 1, to, ';')
                || ListSigns.hasMarker(text, from, at)
                || ListSigns.hasMarker(text, at + 1, to)
                || ListSigns.hasIntroduction(text, from, at)
                || ListSigns.hasConjunction(text, at + 1, to);
    }

    private static boolean hasColon(char[] text, int from, int to) {
        return has(text, from, to, ':');
    }

    private static boolean has(char[] text, int from, int to, char c) {
        for (int i = from; i < to; i++) {
            if (text[i] == c) {
                return true;
            }
        }
        return false;
    }

    /** {@return the index some characters before another, or the text's beginning} */
    private static int back(char[] text, int begin, int at, int distance) {
        int i = at;
        for (int n = 0; n < distance && i > begin; n++) {
            i -= Character.isLowSurrogate(text[i - 1]) && i - 1 > begin && Character.isHighSurrogate(text[i - 2])
                    ? 2
                    : 1;
        }
        return i;
    }

    /** {@return the index some characters behind another, or the end} */
    private static int forth(char[] text, int at, int end, int distance) {
        int i = at;
        for (int n = 0; n < distance && i < end; n++) {
            i += Character.isHighSurrogate(text[i]) && i + 1 < end && Character.isLowSurrogate(text[i + 1]) ? 2 : 1;
        }
        return i;
    }
}
