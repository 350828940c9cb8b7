package org.tokenwright.boundary.charboundary;

/** Describes the words round a candidate and its place in the line. For one thread. */
final class ContextFeatures {
    /*
     * Of REACH chars before and behind the candidate, and for lists a few more before it; what lies beyond counts as outside.
     * Models name features by their place: new ones go to the end. Words are runs of chars that are no
     * white space; their case and length are those of what is left without punctuation at the candidate's side. All takes
     * constant time, and depends on these chars alone.
     */
    static final int REACH = 72;

    /** The names of what is described, in order. */
    static final String[] NAMES = {
        "spaces behind",
        "line breaks behind",
        "first of next word",
        "first letter of next word",
        "second letter of next word",
        "length of next word",
        "last of next word",
        "case of next word",
        "case of second next word",
        "first of second next word",
        "last visible",
        "punctuation of last word",
        "length of last word",
        "case of last word",
        "periods in last word",
        "first of last word",
        "last of second last word",
        "case of second last word",
        "length of second last word",
        "column",
        "first of line",
        "case of line",
        "line breaks before line",
        "rest of line",
        "length of next line",
        "open brackets in line",
        "class of next word",
        "item follows",
        "following item in its list",
        "item before",
        "item before in its list",
        "last before bracket",
        "periods before",
        "periods behind"
    };

    private static final int NONE = -6;
    private static final int NO_BRACKET = -7;
    private static final int MAX_PERIODS = 6;
    private static final int MAX_LENGTH = 16;

    /** Cases of a word. */
    private static final int NO_WORD = 0;

    private static final int SYMBOL = 1;
    private static final int LOWER = 2;
    private static final int CAPITALIZED = 3;
    private static final int CAPITAL = 4;
    private static final int CAPITALS = 5;
    private static final int NUMBER = 6;

    private char[] text = {};
    private int low;
    private int high;
    private int[] values = {};
    private int next;

    /** Describes a candidate in {@code values[from .. from + NAMES.length)}; arguments as of {@link Features#describe}. */
    void describe(char[] text, int begin, int end, int at, int[] values, int from) {
        this.text = text;
        this.values = values;
        next = from;
        low = Math.max(begin, at - REACH);
        high = Math.min(end, at + 1 + REACH);
        int following = describeFollowing(at + 1);
        describePreceding(at + 1);
        describeLine(begin, at, following);
        describeItems(begin, end, at, following);
        describeMarks(at);
    }

    private void put(int value) {
        values[next++] = value;
    }

    /** Describes what follows. {@return index of the next visible char} */
    private int describeFollowing(int from) {
        int word = from;
        int spaces = 0;
        int lineBreaks = 0;
        while (word < high && AnnotatedText.isWhite(text[word])) {
            if (text[word] == '\n') {
                lineBreaks++;
            } else if (lineBreaks == 0) {
                spaces++;
            }
            word++;
        }
        put(Math.min(spaces, 6));
        put(Math.min(lineBreaks, 3));
        int letter = firstLetter(word);
        int end = runEnd(letter);
        put(code(word));
        put(code(letter));
        put(code(letter + 1));
        put(Math.min(end - letter, MAX_LENGTH));
        put(end > letter ? code(end - 1) : NONE);
        put(wordCase(letter, end));
        int second = end;
        while (second < high && AnnotatedText.isWhite(text[second]) && !CharCodes.isLineBreak(text[second])) {
            second++;
        }
        put(wordCase(second, runEnd(second)));
        put(code(second));
        return word;
    }

    private void describePreceding(int to) {
        int visible = visibleEnd(to);
        int end = visible;
        while (end > low && isPunctuation(text[end - 1])) {
            end--;
        }
        int start = runStart(end);
        int periods = 0;
        for (int i = start; i < end; i++) {
            periods += text[i] == '.' ? 1 : 0;
        }
        int letter = start;
        while (letter < end && isPunctuation(text[letter])) {
            letter++;
        }
        put(codeBefore(visible));
        put(Math.min(visible - end, 5));
        put(Math.min(end - letter, MAX_LENGTH));
        put(wordCase(letter, end));
        put(Math.min(periods, 4));
        put(start > low && start < end ? code(start) : NONE);
        int secondEnd = start;
        while (secondEnd > low
                && AnnotatedText.isWhite(text[secondEnd - 1])
                && !CharCodes.isLineBreak(text[secondEnd - 1])) {
            secondEnd--;
        }
        int secondStart = runStart(secondEnd);
        put(codeBefore(secondEnd));
        put(wordCase(secondStart, secondEnd));
        put(Math.min(secondEnd - secondStart, MAX_LENGTH));
    }

    private void describeLine(int begin, int at, int following) {
        int start = at;
        int depth = 0;
        while (start > low && text[start - 1] != '\n') {
            start--;
        }
        for (int i = start; i <= at; i++) {
            depth += text[i] == '(' || text[i] == '[' ? 1 : text[i] == ')' || text[i] == ']' ? -1 : 0;
        }
        boolean known = start > low || start == begin;
        int first = start;
        while (first < at && AnnotatedText.isWhite(text[first])) {
            first++;
        }
        int lineBreaks = 0;
        for (int i = start; i > low && AnnotatedText.isWhite(text[i - 1]); i--) {
            lineBreaks += text[i - 1] == '\n' ? 1 : 0;
        }
        put(at - start);
        put(known ? code(first) : NONE);
        put(known ? wordCase(first, at) : NO_WORD);
        put(known ? Math.min(lineBreaks, 3) : -1);
        put(lineEnd(at + 1) - at);
        put(lineEnd(following) - following);
        put(Math.clamp(depth, -3, 3));
    }

    /** {@return index of the first letter or digit of a word, but for a few signs before it} */
    private int firstLetter(int word) {
        int letter = word;
        while (letter < high && letter < word + 3 && isPunctuation(text[letter])) {
            letter++;
        }
        return letter;
    }

    private void describeItems(int begin, int end, int at, int following) {
        put(FunctionWords.classAt(text, firstLetter(following), high));
        int item = Items.at(text, following, Math.min(end, following + Items.LONGEST));
        put(Items.kind(item));
        put(Items.relation(item, text, begin, following));
        int visible = visibleEnd(at + 1);
        int start = visible;
        while (start > low && start > visible - Items.LONGEST && !AnnotatedText.isWhite(text[start - 1])) {
            start--;
        }
        item = Items.at(text, start, Math.min(end, start + Items.LONGEST));
        put(Items.kind(item));
        put(Items.relation(item, text, begin, start));
    }

    /** Describes what is before the bracket that is closed, and runs of periods, also with single spaces between. */
    private void describeMarks(int at) {
        int last = visibleEnd(at + 1) - 1;
        put(last < low || (text[last] != ')' && text[last] != ']') ? NO_BRACKET : beforeBracket(last));
        put(periodsBefore(at));
        put(periodsBehind(at));
    }

    private int periodsBefore(int at) {
        int periods = 0;
        for (int i = at; i >= low && periods < MAX_PERIODS; i--) {
            if (text[i] == '.') {
                periods++;
            } else if (text[i] != ' ' || i == low || text[i - 1] == ' ') {
                break;
            }
        }
        return periods;
    }

    private int periodsBehind(int at) {
        int periods = 0;
        for (int i = at + 1; i < high && periods < MAX_PERIODS; i++) {
            if (text[i] == '.') {
                periods++;
            } else if (text[i] != ' ' || text[i - 1] == ' ') {
                break;
            }
        }
        return periods;
    }

    private int beforeBracket(int close) {
        int depth = 0;
        for (int i = close; i >= low; i--) {
            if (text[i] == ')' || text[i] == ']') {
                depth++;
            } else if ((text[i] == '(' || text[i] == '[') && --depth == 0) {
                return codeBefore(visibleEnd(i));
            }
        }
        return NONE;
    }

    private int visibleEnd(int to) {
        int visible = to;
        while (visible > low && AnnotatedText.isWhite(text[visible - 1])) {
            visible--;
        }
        return visible;
    }

    private int lineEnd(int from) {
        int i = from;
        while (i < high && text[i] != '\n') {
            i++;
        }
        return i;
    }

    private int runEnd(int from) {
        int i = from;
        while (i < high && !AnnotatedText.isWhite(text[i])) {
            i++;
        }
        return i;
    }

    private int runStart(int to) {
        int i = to;
        while (i > low && !AnnotatedText.isWhite(text[i - 1])) {
            i--;
        }
        return i;
    }

    private int code(int index) {
        return index < high ? CharCodes.code(text[index]) : NONE;
    }

    private int codeBefore(int index) {
        return index > low ? CharCodes.code(text[index - 1]) : NONE;
    }

    private static boolean isPunctuation(char c) {
        return !Character.isLetterOrDigit(c) && !AnnotatedText.isWhite(c);
    }

    private int wordCase(int from, int to) {
        if (from >= to) {
            return NO_WORD;
        }
        char first = text[from];
        if (!Character.isLetter(first)) {
            return Character.isDigit(first) ? NUMBER : SYMBOL;
        }
        if (!Character.isUpperCase(first)) {
            return LOWER;
        }
        int letters = 0;
        for (int i = from; i < to; i++) {
            if (Character.isLowerCase(text[i])) {
                return CAPITALIZED;
            }
            letters += Character.isLetter(text[i]) ? 1 : 0;
        }
        return letters == 1 ? CAPITAL : CAPITALS;
    }
}
