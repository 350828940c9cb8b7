package org.tokenwright.tokenizers.pretokenize;

import static org.tokenwright.text.CodePoints.LETTER;
import static org.tokenwright.text.CodePoints.MARK;
import static org.tokenwright.text.CodePoints.NUMBER;
import static org.tokenwright.text.CodePoints.WHITE_SPACE;

import org.tokenwright.text.CodePoints;

/** Every letter by itself, with its marks and one space before it; the rest as GPT-4o. For scripts without spaces. */
final class SingleLetterRule implements PretokenRule {
    private static final int WORD = LETTER | NUMBER | WHITE_SPACE;
    private static final int MAX_DIGITS = 3;

    @Override
    public int end(byte[] utf8, int start, int end) {
        int letter = letterEnd(utf8, start, end);
        if (letter > start) {
            return letter;
        }
        int codePoint = CodePoints.at(utf8, start, end);
        int category = CharacterRuns.categoryBit(codePoint);
        int next = start + CodePoints.utf8Length(codePoint);
        if ((category & NUMBER) != 0) {
            return CharacterRuns.numberEnd(utf8, next, end, MAX_DIGITS);
        }
        if ((category & WHITE_SPACE) == 0 || (codePoint == ' ' && CharacterRuns.isAt(utf8, next, end, ~WORD))) {
            return CharacterRuns.lineEndsEnd(utf8, CharacterRuns.skip(utf8, next, end, ~WORD), end, '/');
        }
        return CharacterRuns.whiteSpaceOrLinesEnd(utf8, start, end);
    }

    /** The end of {@code  ?\p{L}\p{M}*}, or {@code start} if it does not match. */
    static int letterEnd(byte[] utf8, int start, int end) {
        int letter = utf8[start] == ' ' ? start + 1 : start;
        if (!CharacterRuns.isAt(utf8, letter, end, LETTER)) {
            return start;
        }
        int next = letter + CodePoints.utf8Length(CodePoints.at(utf8, letter, end));
        return CharacterRuns.skip(utf8, next, end, MARK);
    }
}
