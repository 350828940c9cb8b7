package org.tokenwright.tokenizers.pretokenize;

import static org.tokenwright.text.CodePoints.LOWERCASE_LETTER;
import static org.tokenwright.text.CodePoints.MARK;
import static org.tokenwright.text.CodePoints.MODIFIER_LETTER;
import static org.tokenwright.text.CodePoints.NUMBER;
import static org.tokenwright.text.CodePoints.OTHER;
import static org.tokenwright.text.CodePoints.OTHER_LETTER;
import static org.tokenwright.text.CodePoints.PUNCTUATION;
import static org.tokenwright.text.CodePoints.SEPARATOR;
import static org.tokenwright.text.CodePoints.SYMBOL;
import static org.tokenwright.text.CodePoints.TITLECASE_LETTER;
import static org.tokenwright.text.CodePoints.UPPERCASE_LETTER;
import static org.tokenwright.text.CodePoints.WHITE_SPACE;

import org.tokenwright.text.CodePoints;

/** The word-level pattern of fastboundlessbpe: words with contractions, keycaps, flags, emoji, short runs of the rest. */
final class WordLevelRule implements PretokenRule {
    /*
     * Words are found as in Gpt4oRule, but for the zero width joiner, which is a letter without case here, and contractions of
     * any length behind ' or U+2019.
     *
     * White space. By the alternatives 7 to 9, of h characters that are not line ends, with at most 16 taken:
     *
     *   h up to 16 and a line end behind them: these, and up to 16 line ends;
     *   else, if what follows those taken is not white space, a number, a mark or of category C (or is the end): one less is
     *   taken, so that a letter or sign keeps a space for itself, but at least one.
     *
     * Numbers, alternative 10, stand in groups of three from the right of their run, whose end is remembered: what follows a
     * run is no number, so the look-ahead always succeeds there.
     *
     * Source: WORD_LEVEL_REGEX and its variant for single scripts.
     */
    private static final int JOINER = 0x200D;
    private static final int CASELESS = MODIFIER_LETTER | OTHER_LETTER | MARK;
    private static final int UPPER = UPPERCASE_LETTER | TITLECASE_LETTER | CASELESS;
    private static final int LOWER = LOWERCASE_LETTER | CASELESS;
    private static final int SIGN = PUNCTUATION | SYMBOL;
    private static final int MAY_FOLLOW_SPACE = WHITE_SPACE | NUMBER | OTHER | MARK;
    private static final int MOST = 16;
    private static final int GROUP = 3;

    private final boolean singleLetters;
    private int numbersEnd;
    private int numbersLeft;

    /**
     * Creates the rule.
     *
     * @param singleLetters whether every letter stands by itself, for scripts without spaces
     */
    WordLevelRule(boolean singleLetters) {
        this.singleLetters = singleLetters;
    }

    @Override
    public void reset(int start) {
        numbersEnd = start;
    }

    @Override
    public int end(byte[] utf8, int start, int end) {
        int word = singleLetters ? SingleLetterRule.letterEnd(utf8, start, end) : wordEnd(utf8, start, end);
        if (word > start) {
            return word;
        }
        int codePoint = CodePoints.at(utf8, start, end);
        int category = CharacterRuns.categoryBit(codePoint);
        int next = start + CodePoints.utf8Length(codePoint);
        if ((codePoint >= '0' && codePoint <= '9') || codePoint == '#' || codePoint == '*') {
            int keycap = keycapEnd(utf8, next, end);
            if (keycap > next) {
                return keycap;
            }
        }
        if (isRegionalIndicator(codePoint) && next < end && isRegionalIndicator(CodePoints.at(utf8, next, end))) {
            return next + CodePoints.utf8Length(0x1F1E6);
        }
        if (Pictographs.contains(codePoint)) {
            return emojiEnd(utf8, next, end);
        }
        if ((category & SIGN) != 0) {
            return signsEnd(utf8, start, end);
        }
        if (codePoint == ' ' && CharacterRuns.isAt(utf8, next, end, SIGN)) {
            return signsEnd(utf8, next, end);
        }
        if ((category & WHITE_SPACE) != 0) {
            return whiteSpaceEnd(utf8, start, end);
        }
        if ((category & NUMBER) != 0) {
            return numberEnd(utf8, start, end);
        }
        return CharacterRuns.skip(utf8, next, end, SEPARATOR | OTHER | MARK);
    }

    private static int wordEnd(byte[] utf8, int start, int end) {
        int p = utf8[start] == ' ' ? start + 1 : start;
        int lastCaseless = -1;
        int from = p;
        while (p < end) {
            int codePoint = CodePoints.at(utf8, p, end);
            int category = CharacterRuns.categoryBit(codePoint);
            boolean joiner = codePoint == JOINER;
            if ((category & UPPER) == 0 && !joiner) {
                if (category == LOWERCASE_LETTER) {
                    return contractionEnd(utf8, lowercaseEnd(utf8, p, end), end);
                }
                break;
            }
            p += CodePoints.utf8Length(codePoint);
            if ((category & LOWER) != 0 || joiner) {
                lastCaseless = p;
            }
        }
        if (p == from) {
            return start;
        }
        return contractionEnd(utf8, lastCaseless < 0 ? p : lastCaseless, end);
    }

    private static int lowercaseEnd(byte[] utf8, int start, int end) {
        int p = CharacterRuns.skip(utf8, start, end, LOWER);
        while (p < end && CodePoints.at(utf8, p, end) == JOINER) {
            p = CharacterRuns.skip(utf8, p + CodePoints.utf8Length(JOINER), end, LOWER);
        }
        return p;
    }

    /** The end of {@code (?:['\u2019][\p{Ll}\p{Lm}\p{Lo}\p{M}]+)?}. */
    private static int contractionEnd(byte[] utf8, int start, int end) {
        int codePoint = start < end ? CodePoints.at(utf8, start, end) : -1;
        if (codePoint != '\'' && codePoint != 0x2019) {
            return start;
        }
        int from = start + CodePoints.utf8Length(codePoint);
        int to = CharacterRuns.skip(utf8, from, end, LOWER);
        return to > from ? to : start;
    }

    /** The end of {@code \uFE0F?\u20E3}, or {@code start} if it does not match. */
    private static int keycapEnd(byte[] utf8, int start, int end) {
        int p = skipOne(utf8, start, end, 0xFE0F, 0xFE0F);
        int keycap = skipOne(utf8, p, end, 0x20E3, 0x20E3);
        return keycap > p ? keycap : start;
    }

    private static boolean isRegionalIndicator(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    /** The end of an emoji sequence whose first character ends at {@code start}. */
    private static int emojiEnd(byte[] utf8, int start, int end) {
        int p = modifiersEnd(utf8, start, end);
        while (p < end) {
            int joined = skipOne(utf8, p, end, JOINER, JOINER);
            int codePoint = joined > p && joined < end ? CodePoints.at(utf8, joined, end) : -1;
            if (!Pictographs.contains(codePoint)) {
                break;
            }
            p = modifiersEnd(utf8, joined + CodePoints.utf8Length(codePoint), end);
        }
        return p;
    }

    private static int modifiersEnd(byte[] utf8, int start, int end) {
        return skipOne(utf8, skipOne(utf8, start, end, 0x1F3FB, 0x1F3FF), end, 0xFE0E, 0xFE0F);
    }

    /** Behind a character of a range, if one stands at {@code start}. */
    private static int skipOne(byte[] utf8, int start, int end, int first, int last) {
        int codePoint = start < end ? CodePoints.at(utf8, start, end) : -1;
        return codePoint >= first && codePoint <= last ? start + CodePoints.utf8Length(codePoint) : start;
    }

    private static int signsEnd(byte[] utf8, int start, int end) {
        int p = start;
        for (int signs = 0; signs < MOST && CharacterRuns.isAt(utf8, p, end, SIGN); signs++) {
            int next = p + CodePoints.utf8Length(CodePoints.at(utf8, p, end));
            p = CharacterRuns.skip(utf8, next, end, MARK);
        }
        return p;
    }

    private static int whiteSpaceEnd(byte[] utf8, int start, int end) {
        int p = start;
        int last = start;
        int taken = 0;
        while (taken < MOST && p < end && !isLineEnd(utf8[p]) && CharacterRuns.isAt(utf8, p, end, WHITE_SPACE)) {
            last = p;
            p += CodePoints.utf8Length(CodePoints.at(utf8, p, end));
            taken++;
        }
        if (p < end && isLineEnd(utf8[p])) {
            for (int lines = 0; lines < MOST && p < end && isLineEnd(utf8[p]); lines++) {
                p++;
            }
            return p;
        }
        return taken > 1 && CharacterRuns.isAt(utf8, p, end, ~MAY_FOLLOW_SPACE) ? last : p;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    private int numberEnd(byte[] utf8, int start, int end) {
        if (start >= numbersEnd) {
            numbersEnd = start;
            numbersLeft = 0;
            while (CharacterRuns.isAt(utf8, numbersEnd, end, NUMBER)) {
                numbersEnd += CodePoints.utf8Length(CodePoints.at(utf8, numbersEnd, end));
                numbersLeft++;
            }
        }
        int taken = (numbersLeft - 1) % GROUP + 1;
        numbersLeft -= taken;
        return CharacterRuns.numberEnd(
                utf8, start + CodePoints.utf8Length(CodePoints.at(utf8, start, end)), end, taken);
    }
}
