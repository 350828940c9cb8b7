package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.function.IntPredicate;
import org.tokenwright.text.CodePoints;

/**
 * Finds characters, each by itself.
 *
 * @param characters tells which code points
 */
record CharacterPattern(IntPredicate characters) implements TextPattern {
    @Override
    public void find(byte[] utf8, int start, int end, IntArrayList matches) {
        for (int at = start; at < end; ) {
            int codePoint = CodePoints.at(utf8, at, end);
            int next = at + CodePoints.utf8Length(codePoint);
            if (characters.test(codePoint)) {
                matches.add(at);
                matches.add(next);
            }
            at = next;
        }
    }
}
