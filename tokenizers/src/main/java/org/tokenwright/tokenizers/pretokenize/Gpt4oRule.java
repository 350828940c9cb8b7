package org.tokenwright.tokenizers.pretokenize;

import static org.tokenwright.text.CodePoints.LETTER;
import static org.tokenwright.text.CodePoints.LOWERCASE_LETTER;
import static org.tokenwright.text.CodePoints.MARK;
import static org.tokenwright.text.CodePoints.MODIFIER_LETTER;
import static org.tokenwright.text.CodePoints.NUMBER;
import static org.tokenwright.text.CodePoints.OTHER_LETTER;
import static org.tokenwright.text.CodePoints.TITLECASE_LETTER;
import static org.tokenwright.text.CodePoints.UPPERCASE_LETTER;
import static org.tokenwright.text.CodePoints.WHITE_SPACE;

import org.tokenwright.text.CodePoints;

/** The pattern of GPT-4o: words that begin at a capital, with their contractions, and numbers of up to three digits. */
final class Gpt4oRule implements PretokenRule {
    /*
     * The first two alternatives of the pattern are words, P?U*W+C? and P?U+W*C?, where U is any letter but small ones and any
     * mark, W any letter but capitals and any mark, P one character that is no letter, number or line end, and C a
     * contraction. Letters without case, Lm and Lo, and marks are both U and W. What a regex engine finds behind P is
     *
     *   the longest run of U and behind it the longest run of W, if there is a W behind the run of U;
     *   else the run of U as far as its last character that is a W too;
     *   else, where the run has none, the run of U, which is all capitals then.
     *
     * A mark can be P and the first U; the outcome is the same, so it is read as a U. What the second case leaves is looked at
     * once more, as the capitals of the next word. Hence linear time.
     *
     * Source: o200k_base of tiktoken.
     */
    private static final int NO_CASE = MODIFIER_LETTER | OTHER_LETTER | MARK;
    private static final int UPPER = UPPERCASE_LETTER | TITLECASE_LETTER | NO_CASE;
    private static final int LOWER = LOWERCASE_LETTER | NO_CASE;
    private static final int WORD = LETTER | NUMBER | WHITE_SPACE;
    private static final CharacterSet NO_CASES = new CharacterSet(NO_CASE);
    private static final CharacterSet UPPERS = new CharacterSet(UPPER);
    private static final CharacterSet LOWERS = new CharacterSet(LOWER);
    private static final CharacterSet SIGNS = new CharacterSet(~WORD);
    private static final int MAX_DIGITS = 3;

    private final boolean contractions;
    private final AsciiBlocks blocks;

    /**
     * Creates the rule.
     *
     * @param contractions whether words have their contractions; the first pattern of SuperBPE is the same without
     */
    Gpt4oRule(boolean contractions) {
        this.contractions = contractions;
        blocks = new AsciiBlocks(true, contractions, MAX_DIGITS);
    }

    @Override
    public int fill(byte[] utf8, int start, int end, int[] ends) {
        int count = 0;
        int p = start;
        while (p < end && count < ends.length) {
            if (end - p > AsciiBlocks.SIZE && ends.length - count >= AsciiBlocks.SIZE) {
                int found = blocks.find(utf8, p, ends, count);
                if (found > count) {
                    count = found;
                    p = ends[count - 1];
                    continue;
                }
            }
            p = end(utf8, p, end);
            ends[count++] = p;
        }
        return count;
    }

    @Override
    public int end(byte[] utf8, int start, int end) {
        int p = utf8[start] == ' ' ? start + 1 : start;
        if (p < end && (utf8[p] < 0 || CharacterRuns.isAsciiLetter(utf8[p]))) {
            int word = wordEnd(utf8, p, end);
            if (word > p) {
                return word;
            }
        }
        int codePoint = CodePoints.at(utf8, start, end);
        int category = CharacterRuns.categoryBit(codePoint);
        int next = start + CodePoints.utf8Length(codePoint);
        if ((category & NUMBER) != 0) {
            return CharacterRuns.numberEnd(utf8, next, end, MAX_DIGITS);
        }
        if (codePoint != '\r' && codePoint != '\n' && next < end) {
            int word = wordEnd(utf8, next, end);
            if (word > next) {
                return word;
            }
        }
        if ((category & WHITE_SPACE) == 0 || (codePoint == ' ' && CharacterRuns.isAt(utf8, next, end, ~WORD))) {
            return CharacterRuns.lineEndsEnd(utf8, SIGNS.skip(utf8, next, end), end, '/');
        }
        return CharacterRuns.whiteSpaceOrLinesEnd(utf8, start, end);
    }

    /** The end of the word that begins at {@code start}, or {@code start} if none does. */
    private int wordEnd(byte[] utf8, int start, int end) {
        int p = start;
        if (CharacterRuns.isAsciiLetter(utf8[p])) {
            p = CharacterRuns.skipAsciiLowercase(utf8, p + 1, end);
            boolean capital = p == start + 1 && !CharacterRuns.isAsciiLowercase(utf8[start]);
            if (p == end || (utf8[p] >= 0 && !(capital && CharacterRuns.isAsciiLetter(utf8[p])))) {
                return withContraction(utf8, p, end);
            }
            if (!capital) {
                return withContraction(utf8, LOWERS.skip(utf8, p, end), end);
            }
        }
        int uppers = UPPERS.skip(utf8, p, end);
        int word = LOWERS.skip(utf8, uppers, end);
        if (word == uppers) {
            word = caselessEnd(utf8, start, uppers);
        }
        return word == start ? start : withContraction(utf8, word, end);
    }

    /** The end of the last character without case in a range of letters and marks, or that of the range if there is none. */
    private static int caselessEnd(byte[] utf8, int start, int end) {
        for (int behind = end; behind > start; ) {
            int p = behind - 1;
            while (isContinuation(utf8[p])) {
                p--;
            }
            if (NO_CASES.skip(utf8, p, behind) == behind) {
                return behind;
            }
            behind = p;
        }
        return end;
    }

    private static boolean isContinuation(byte b) {
        return b < (byte) 0xC0;
    }

    private int withContraction(byte[] utf8, int word, int end) {
        return contractions ? CharacterRuns.contractionEnd(utf8, word, end) : word;
    }
}
