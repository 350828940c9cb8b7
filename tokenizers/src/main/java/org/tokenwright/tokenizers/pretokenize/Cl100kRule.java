package org.tokenwright.tokenizers.pretokenize;

import static org.tokenwright.text.CodePoints.LETTER;
import static org.tokenwright.text.CodePoints.NUMBER;
import static org.tokenwright.text.CodePoints.WHITE_SPACE;

import org.tokenwright.text.CodePoints;

/** The pattern of GPT-4 and its kin: contractions, words with one other character before them, short numbers. */
final class Cl100kRule implements PretokenRule {
    /* Sources: cl100k_base of tiktoken; the tokenizer.json files of Llama 3 and Qwen 2. */
    private static final int WORD = LETTER | NUMBER | WHITE_SPACE;
    private static final CharacterSet SIGNS = new CharacterSet(~WORD);

    private final int maxDigits;
    private final AsciiBlocks blocks;

    Cl100kRule(int maxDigits) {
        this.maxDigits = maxDigits;
        blocks = new AsciiBlocks(false, true, maxDigits);
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
        byte first = utf8[start];
        int p = first == ' ' ? start + 1 : start;
        if (p < end && (utf8[p] < 0 || CharacterRuns.isAsciiLetter(utf8[p]))) {
            int letters = CharacterRuns.skipLetters(utf8, p, end);
            if (letters > p) {
                return letters;
            }
        }
        if (first == '\'') {
            int contraction = CharacterRuns.contractionEnd(utf8, start, end);
            if (contraction > start) {
                return contraction;
            }
        }
        int codePoint = CodePoints.at(utf8, start, end);
        int category = CharacterRuns.categoryBit(codePoint);
        int next = start + CodePoints.utf8Length(codePoint);
        if ((category & NUMBER) != 0) {
            return CharacterRuns.numberEnd(utf8, next, end, maxDigits);
        }
        if (codePoint != '\r' && codePoint != '\n') {
            int letters = CharacterRuns.skipLetters(utf8, next, end);
            if (letters > next) {
                return letters;
            }
        }
        if ((category & WHITE_SPACE) == 0 || (codePoint == ' ' && CharacterRuns.isAt(utf8, next, end, ~WORD))) {
            return CharacterRuns.lineEndsEnd(utf8, SIGNS.skip(utf8, next, end), end, '\n');
        }
        return CharacterRuns.whiteSpaceOrLinesEnd(utf8, start, end);
    }
}
