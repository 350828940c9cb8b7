package org.tokenwright.tokenizers.bpe;

import org.tokenwright.text.CodePoints;

/** Which pretokens may take part in supermerges. */
public enum MergeRule {
    /** Those that hold at least one letter ({@code \p{L}}). */
    SIMPLE("simple", "\\p{L}"),
    /**
     * Those that consist of letters with their marks, space, underscore and apostrophes alone, and hold a letter that is not
     * the first character.
     */
    IMPROVED("improved", "^(?=.+\\p{L})(?:\\p{L}\\p{M}*|[ _'\\u2019])+$");

    private final String label;
    private final String regex;

    MergeRule(String label, String regex) {
        this.label = label;
        this.regex = regex;
    }

    /**
     * {@return the name by which commands and files know the rule}
     */
    public String label() {
        return label;
    }

    /**
     * {@return the regular expression that finds a match in the pretokens that may take part}
     */
    public String regex() {
        return regex;
    }

    /**
     * Tells whether a pretoken may take part in supermerges. Takes time linear in its length.
     *
     * <p>Letters and marks are those of Unicode {@value CodePoints#UNICODE_VERSION}. As the {@code $} of the expression
     * allows, one line feed may stand behind all else.
     *
     * @param utf8 the array that holds the pretoken
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return whether it is well-formed UTF-8 in which {@link #regex()} finds a match
     */
    public boolean admits(byte[] utf8, int start, int end) {
        return switch (this) {
            case SIMPLE -> holdsLetter(utf8, start, end);
            case IMPROVED -> consistsOfWords(utf8, start, end);
        };
    }

    private static boolean holdsLetter(byte[] utf8, int start, int end) {
        boolean letter = false;
        for (int p = start; p < end; ) {
            int codePoint = CodePoints.at(utf8, p, end);
            if (codePoint < 0) {
                return false;
            }
            letter |= CodePoints.isIn(codePoint, CodePoints.LETTER);
            p += CodePoints.utf8Length(codePoint);
        }
        return letter;
    }

    private static boolean consistsOfWords(byte[] utf8, int start, int end) {
        int last = end > start && utf8[end - 1] == '\n' ? end - 1 : end;
        boolean letterBehindFirst = false;
        boolean markMayFollow = false;
        for (int p = start; p < last; ) {
            int codePoint = CodePoints.at(utf8, p, last);
            if (codePoint < 0) {
                return false;
            }
            if (CodePoints.isIn(codePoint, CodePoints.LETTER)) {
                letterBehindFirst |= p > start;
                markMayFollow = true;
            } else if (isJoiner(codePoint)) {
                markMayFollow = false;
            } else if (!markMayFollow || !CodePoints.isIn(codePoint, CodePoints.MARK)) {
                return false;
            }
            p += CodePoints.utf8Length(codePoint);
        }
        return letterBehindFirst;
    }

    private static boolean isJoiner(int codePoint) {
        return codePoint == ' ' || codePoint == '_' || codePoint == '\'' || codePoint == '\u2019';
    }
}
