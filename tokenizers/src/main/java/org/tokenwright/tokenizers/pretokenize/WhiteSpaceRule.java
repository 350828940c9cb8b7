package org.tokenwright.tokenizers.pretokenize;

import static org.tokenwright.text.CodePoints.WHITE_SPACE;

import org.tokenwright.text.CodePoints;

/** Cuts at white space alone: whatever stands between it, with one space before it. */
final class WhiteSpaceRule implements PretokenRule {
    @Override
    public int end(byte[] utf8, int start, int end) {
        int word = utf8[start] == ' ' ? start + 1 : start;
        if (CharacterRuns.isAt(utf8, word, end, ~WHITE_SPACE)) {
            int next = word + CodePoints.utf8Length(CodePoints.at(utf8, word, end));
            return CharacterRuns.skip(utf8, next, end, ~WHITE_SPACE);
        }
        return CharacterRuns.whiteSpaceEnd(utf8, start, end);
    }
}
