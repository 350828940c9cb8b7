package org.tokenwright.tokenizers.pretokenize;

import static org.tokenwright.text.CodePoints.LETTER;
import static org.tokenwright.text.CodePoints.NUMBER;
import static org.tokenwright.text.CodePoints.WHITE_SPACE;

import org.tokenwright.text.CodePoints;

/** The second pattern of SuperBPE: short numbers, runs of signs and of spaces, and whatever is between them. */
final class SuperBpeRule implements PretokenRule {
    /* Source: the second stage of SuperBPE's training scripts. What lies between two matches is a pretoken of its own. */
    private static final int WORD = LETTER | NUMBER | WHITE_SPACE;
    private static final int MAX_DIGITS = 3;

    @Override
    public int end(byte[] utf8, int start, int end) {
        int p = start;
        int match = matchEnd(utf8, p, end);
        if (match > start) {
            return match;
        }
        while (match == p && p < end) {
            p += CodePoints.utf8Length(CodePoints.at(utf8, p, end));
            match = p < end ? matchEnd(utf8, p, end) : p;
        }
        return p;
    }

    /** The end of a match that begins at {@code start}, or {@code start} if there is none. */
    private static int matchEnd(byte[] utf8, int start, int end) {
        byte first = utf8[start];
        if (CharacterRuns.isAsciiLetter(first)) {
            return start;
        }
        if (CharacterRuns.isAt(utf8, start, end, NUMBER)) {
            int next = start + CodePoints.utf8Length(CodePoints.at(utf8, start, end));
            return CharacterRuns.numberEnd(utf8, next, end, MAX_DIGITS);
        }
        int signs = first == ' ' ? start + 1 : start;
        if (CharacterRuns.isAt(utf8, signs, end, ~WORD)) {
            int second = signs + CodePoints.utf8Length(CodePoints.at(utf8, signs, end));
            if (CharacterRuns.isAt(utf8, second, end, ~WORD)) {
                return CharacterRuns.lineEndsEnd(utf8, CharacterRuns.skip(utf8, second, end, ~WORD), end, '/');
            }
        }
        return first == ' ' ? spacesEnd(utf8, start, end) : start;
    }

    /** The end of {@code  +(?!\S)}, or {@code start}. */
    private static int spacesEnd(byte[] utf8, int start, int end) {
        int p = start;
        while (p < end && utf8[p] == ' ') {
            p++;
        }
        return p == end || CharacterRuns.isAt(utf8, p, end, WHITE_SPACE) ? p : p - 1;
    }
}
