package org.tokenwright.tokenizers.pretokenize;

import static org.tokenwright.text.CodePoints.LETTER;
import static org.tokenwright.text.CodePoints.MARK;
import static org.tokenwright.text.CodePoints.NUMBER;
import static org.tokenwright.text.CodePoints.PUNCTUATION;
import static org.tokenwright.text.CodePoints.SYMBOL;
import static org.tokenwright.text.CodePoints.WHITE_SPACE;

import org.tokenwright.text.CodePoints;

/** The three patterns of DeepSeek-V3 in one pass: numbers, then Chinese and Japanese, then words with one character before them. */
final class DeepSeekRule implements PretokenRule {
    /*
     * Source: the tokenizer.json file of DeepSeek-V3, which cuts a text by three patterns, each of which cuts what those before
     * it have left; what no pattern matches is a pretoken too. A piece that the third one cuts therefore ends at a number and
     * at an ideograph or kana, which decides where white space ends; and it holds neither of them, so that its classes are
     * taken without them. What the third one does not match are characters that are no letters, marks, numbers, signs or white
     * space, up to the last before a letter, which the word takes.
     */
    private static final int SIGN = PUNCTUATION | SYMBOL;
    private static final CharacterSet LETTERS = new CharacterSet(LETTER | MARK, DeepSeekRule::isEastAsian);
    private static final CharacterSet SIGNS = new CharacterSet(SIGN, DeepSeekRule::isEastAsian);
    private static final CharacterSet OTHERS =
            new CharacterSet(~(LETTER | MARK | NUMBER | SIGN | WHITE_SPACE), DeepSeekRule::isEastAsian);

    private static final int MAX_DIGITS = 3;

    private final AsciiBlocks blocks = AsciiBlocks.withNumbersApart(MAX_DIGITS);

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
        int codePoint = CodePoints.at(utf8, start, end);
        int next = start + CodePoints.utf8Length(codePoint);
        if (isEastAsian(codePoint)) {
            return eastAsianEnd(utf8, next, end);
        }
        int category = CharacterRuns.categoryBit(codePoint);
        if ((category & NUMBER) != 0) {
            return CharacterRuns.numberEnd(utf8, next, end, MAX_DIGITS);
        }
        if ((category & (LETTER | MARK)) != 0) {
            return LETTERS.skip(utf8, next, end);
        }
        if ((category & SIGN) != 0) {
            boolean startsWord = utf8[start] >= 0 && next < end && CharacterRuns.isAsciiLetter(utf8[next]);
            return startsWord ? CharacterRuns.skipAsciiLetters(utf8, next, end) : signsEnd(utf8, next, end);
        }
        if (codePoint != '\r' && codePoint != '\n') {
            int letters = LETTERS.skip(utf8, next, end);
            if (letters > next) {
                return letters;
            }
        }
        if (codePoint == ' ') {
            int signs = SIGNS.skip(utf8, next, end);
            if (signs > next) {
                return CharacterRuns.lineEndsEnd(utf8, signs, end, '\n');
            }
        }
        return (category & WHITE_SPACE) != 0 ? whiteSpaceEnd(utf8, start, end) : othersEnd(utf8, start, end);
    }

    /** {@return whether the second pattern takes a character} */
    private static boolean isEastAsian(int codePoint) {
        return (codePoint >= 0x4E00 && codePoint <= 0x9FA5) || (codePoint >= 0x3040 && codePoint <= 0x30FF);
    }

    private static int eastAsianEnd(byte[] utf8, int index, int end) {
        int p = index;
        while (p < end && isEastAsian(CodePoints.at(utf8, p, end))) {
            p += 3;
        }
        return p;
    }

    private static int signsEnd(byte[] utf8, int index, int end) {
        return CharacterRuns.lineEndsEnd(utf8, SIGNS.skip(utf8, index, end), end, '\n');
    }

    /** The end of {@code \s*[\r\n]+|\s+(?!\S)|\s+} in a piece that ends at a number or at an East Asian character. */
    private static int whiteSpaceEnd(byte[] utf8, int start, int end) {
        int whole = CharacterRuns.skip(utf8, start, end, WHITE_SPACE);
        boolean endsPiece = whole < end
                && (CharacterRuns.isAt(utf8, whole, end, NUMBER) || isEastAsian(CodePoints.at(utf8, whole, end)));
        return CharacterRuns.whiteSpaceOrLinesEnd(utf8, start, endsPiece ? whole : end);
    }

    private static int othersEnd(byte[] utf8, int start, int end) {
        int p = start;
        int behind = OTHERS.skip(utf8, start, end);
        boolean wordFollows =
                CharacterRuns.isAt(utf8, behind, end, LETTER | MARK) && !isEastAsian(CodePoints.at(utf8, behind, end));
        if (!wordFollows) {
            return behind;
        }
        while (p + CodePoints.utf8Length(CodePoints.at(utf8, p, end)) < behind) {
            p += CodePoints.utf8Length(CodePoints.at(utf8, p, end));
        }
        return p;
    }
}
