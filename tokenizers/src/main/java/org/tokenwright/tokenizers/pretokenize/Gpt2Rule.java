package org.tokenwright.tokenizers.pretokenize;

import static org.tokenwright.text.CodePoints.LETTER;
import static org.tokenwright.text.CodePoints.NUMBER;
import static org.tokenwright.text.CodePoints.WHITE_SPACE;

import org.tokenwright.text.CodePoints;

/** The pattern of GPT-2: words, numbers and everything else, each with one space before it. */
final class Gpt2Rule implements PretokenRule {
    private static final int WORD = LETTER | NUMBER | WHITE_SPACE;

    @Override
    public int end(byte[] utf8, int start, int end) {
        byte first = utf8[start];
        int p = first == ' ' ? start + 1 : start;
        if (p < end && CharacterRuns.isAsciiLetter(utf8[p])) {
            return CharacterRuns.skipLetters(utf8, p + 1, end);
        }
        if (first == '\'') {
            int contraction = contractionEnd(utf8, start, end);
            if (contraction > start) {
                return contraction;
            }
        }
        if (p == end) {
            return end;
        }
        int codePoint = CodePoints.at(utf8, p, end);
        int category = CharacterRuns.categoryBit(codePoint);
        int next = p + CodePoints.utf8Length(codePoint);
        if ((category & LETTER) != 0) {
            return CharacterRuns.skipLetters(utf8, next, end);
        }
        if ((category & NUMBER) != 0) {
            return CharacterRuns.skip(utf8, next, end, NUMBER);
        }
        if ((category & WHITE_SPACE) == 0) {
            return CharacterRuns.skip(utf8, next, end, ~WORD);
        }
        return CharacterRuns.whiteSpaceEnd(utf8, start, end);
    }

    /** The end of {@code '(?:[sdmt]|ll|ve|re)}, or {@code start} if it does not match. */
    private static int contractionEnd(byte[] utf8, int start, int end) {
        if (start + 1 >= end) {
            return start;
        }
        byte a = utf8[start + 1];
        if (a == 's' || a == 't' || a == 'd' || a == 'm') {
            return start + 2;
        }
        if (start + 2 >= end) {
            return start;
        }
        byte b = utf8[start + 2];
        return (a == 'l' && b == 'l') || (b == 'e' && (a == 'v' || a == 'r')) ? start + 3 : start;
    }
}
