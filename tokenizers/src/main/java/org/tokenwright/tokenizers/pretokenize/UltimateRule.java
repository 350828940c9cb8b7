package org.tokenwright.tokenizers.pretokenize;

import static org.tokenwright.text.CodePoints.LETTER;
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

import java.util.Arrays;
import org.tokenwright.text.CodePoints;

/**
 * The patterns of the BoundlessBPE paper: words with inner apostrophes, the words of camel case and snake case, and
 * numbers in groups of three digits from the right.
 */
final class UltimateRule implements PretokenRule {
    /*
     * The pattern speaks of clusters, (?:X\p{M}*)+: a run of X and marks that begins with an X. Two of its alternatives look
     * further ahead than they take, which would make long runs quadratic; what they saw is remembered.
     *
     * Words, alternatives 1 and 3 to 6. The first wants an apostrophe and a letter behind the whole run of letters, whatever
     * their case; the others take a part of this run. lettersEnd is the end of the last run that was found to have no
     * apostrophe behind it: no word that begins before it need look again.
     *
     * Numbers, alternative 7, (?:\p{N}\p{M}*){1,3}(?=(?:(?:\p{N}\p{M}*){3})*(?:(?:\P{N}\p{M}*)|$)). Count the numbers of a
     * run from 1. Behind number k and its marks, the look-ahead finds groups of three up to a number j, with j - k a multiple
     * of three, from where it can go on with \P{N} or the end: j is the last of the run, or j has marks, since then the group
     * gives a mark back and \P{N} takes it. It also matches at once in front of a mark that k itself gave back. So the
     * engine takes three numbers, if there are as many, else fewer, and tests in turn for each k:
     *
     *   behind all marks of k: k is the last of the run, or some j > k with j = k modulo 3 can end a group;
     *   else, if k has marks: behind all but the last of them.
     *
     * lastGroupEnd has, for each remainder, the greatest j that can end a group; it is found once for a run.
     *
     * One of the k always fits, and every other character begins one of the alternatives before the last: .+ takes nothing.
     *
     * Source: ULTIMATE_PATTERN of boundlessbpe.
     */
    private static final int CASELESS = TITLECASE_LETTER | MODIFIER_LETTER | OTHER_LETTER;
    private static final int SIGN = PUNCTUATION | SYMBOL;
    private static final int GROUP = 3;

    private final boolean spaceBeforeSigns;
    private byte[] utf8 = {};
    private int end;

    private int lettersEnd;

    /** The end of the last run of numbers, and how many of its numbers are behind {@code position}. */
    private int numbersEnd;

    private int numbersTaken;
    private int numbersInRun;
    private final int[] lastGroupEnd = new int[GROUP];

    /**
     * Creates the rule.
     *
     * @param spaceBeforeSigns whether a space belongs to the punctuation and symbols behind it, as in the second pattern
     */
    UltimateRule(boolean spaceBeforeSigns) {
        this.spaceBeforeSigns = spaceBeforeSigns;
    }

    @Override
    public void reset(int start) {
        this.lettersEnd = start;
        this.numbersEnd = start;
    }

    @Override
    public int end(byte[] utf8, int start, int end) {
        this.utf8 = utf8;
        this.end = end;
        int word = utf8[start] == ' ' ? start + 1 : start;
        if (word < end && CharacterRuns.isAsciiLetter(utf8[word])) {
            int q = CharacterRuns.skipAsciiLowercase(utf8, word + 1, end);
            return q == end || endsAsciiWord(utf8[q]) ? q : wordEnd(word);
        }
        return pretokenEnd(start);
    }

    @Override
    public int fill(byte[] utf8, int start, int end, int[] ends) {
        int count = 0;
        for (int p = start; count < ends.length && p < end; count++) {
            p = end(utf8, p, end);
            ends[count] = p;
        }
        return count;
    }

    /** Whether a byte can be neither part of a word, nor an apostrophe, nor a mark. */
    private static boolean endsAsciiWord(byte b) {
        return b >= 0 && b != '\'' && !CharacterRuns.isAsciiLetter(b);
    }

    private int pretokenEnd(int start) {
        int codePoint = CodePoints.at(utf8, start, end);
        int category = CharacterRuns.categoryBit(codePoint);
        int next = start + CodePoints.utf8Length(codePoint);
        if ((category & LETTER) != 0) {
            return wordEnd(start);
        }
        if (codePoint == ' ' && CharacterRuns.isAt(utf8, next, end, LETTER)) {
            return wordEnd(next);
        }
        if (codePoint == '_' && CharacterRuns.isAt(utf8, next, end, LOWERCASE_LETTER)) {
            return CharacterRuns.skip(utf8, next, end, LOWERCASE_LETTER | MARK);
        }
        if ((category & NUMBER) != 0) {
            return numberEnd(start);
        }
        if ((category & SIGN) != 0
                || (spaceBeforeSigns && codePoint == ' ' && CharacterRuns.isAt(utf8, next, end, SIGN))) {
            return CharacterRuns.skip(utf8, next, end, SIGN | MARK);
        }
        if ((category & WHITE_SPACE) != 0) {
            return whiteSpaceEnd(start);
        }
        return CharacterRuns.skip(utf8, next, end, (category & MARK) != 0 ? MARK : SEPARATOR | OTHER | MARK);
    }

    /** The end of a word that has its first letter at {@code start}. */
    private int wordEnd(int start) {
        int word = wordOfOneCaseEnd(start);
        if (word < lettersEnd) {
            return word;
        }
        lettersEnd = CharacterRuns.skip(utf8, word, end, LETTER | MARK);
        int behind = apostropheEnd(lettersEnd);
        return behind > lettersEnd && CharacterRuns.isAt(utf8, behind, end, LETTER)
                ? CharacterRuns.skip(utf8, behind, end, LETTER | MARK)
                : word;
    }

    /** The same by alternatives 3 to 6. */
    private int wordOfOneCaseEnd(int start) {
        int capitals = 0;
        int last = start;
        int p = start;
        while (CharacterRuns.isAt(utf8, p, end, UPPERCASE_LETTER)) {
            capitals++;
            last = p;
            p = CharacterRuns.skip(utf8, p + CodePoints.utf8Length(CodePoints.at(utf8, p, end)), end, MARK);
        }
        if (CharacterRuns.isAt(utf8, p, end, LOWERCASE_LETTER)) {
            return capitals > 1 ? last : CharacterRuns.skip(utf8, p, end, LOWERCASE_LETTER | MARK);
        }
        return capitals > 0 ? p : CharacterRuns.skip(utf8, p, end, CASELESS | MARK);
    }

    /** The end of an apostrophe, ' or U+2019, or {@code start} if there is none. */
    private int apostropheEnd(int start) {
        int codePoint = start < end ? CodePoints.at(utf8, start, end) : -1;
        return codePoint == '\'' || codePoint == 0x2019 ? start + CodePoints.utf8Length(codePoint) : start;
    }

    private int numberEnd(int start) {
        if (start >= numbersEnd) {
            measureNumbers(start);
        }
        int most = Math.min(GROUP, numbersInRun - numbersTaken);
        for (int k = most; ; k--) {
            int p = start;
            int marks = start;
            for (int i = 0; i < k; i++) {
                marks = p + CodePoints.utf8Length(CodePoints.at(utf8, p, end));
                p = CharacterRuns.skip(utf8, marks, end, MARK);
            }
            int number = numbersTaken + k;
            if (number == numbersInRun || lastGroupEnd[number % GROUP] > number) {
                numbersTaken = number;
                return p;
            }
            if (p > marks) {
                numbersTaken = number;
                return startOfCharacterBefore(p);
            }
        }
    }

    private void measureNumbers(int start) {
        numbersTaken = 0;
        numbersInRun = 0;
        Arrays.fill(lastGroupEnd, 0);
        int p = start;
        while (CharacterRuns.isAt(utf8, p, end, NUMBER)) {
            numbersInRun++;
            int marks = p + CodePoints.utf8Length(CodePoints.at(utf8, p, end));
            p = CharacterRuns.skip(utf8, marks, end, MARK);
            if (p > marks) {
                lastGroupEnd[numbersInRun % GROUP] = numbersInRun;
            }
        }
        lastGroupEnd[numbersInRun % GROUP] = numbersInRun;
        numbersEnd = p;
    }

    private int startOfCharacterBefore(int index) {
        int p = index - 1;
        while (utf8[p] < (byte) 0xC0) {
            p--;
        }
        return p;
    }

    /** The end of {@code [^\S\r\n]*[\n\r]+|[^\S\r\n]+} at a white space character. */
    private int whiteSpaceEnd(int start) {
        int p = start;
        while (p < end && utf8[p] != '\n' && utf8[p] != '\r' && CharacterRuns.isAt(utf8, p, end, WHITE_SPACE)) {
            p += CodePoints.utf8Length(CodePoints.at(utf8, p, end));
        }
        while (p < end && (utf8[p] == '\n' || utf8[p] == '\r')) {
            p++;
        }
        return p;
    }
}
