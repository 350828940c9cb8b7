package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.tokenwright.text.CodePoints;

/**
 * Finds runs of so many characters; the last may have fewer.
 *
 * @param length how many code points, 1 or more
 */
record LengthPattern(int length) implements TextPattern {
    @Override
    public void find(byte[] utf8, int start, int end, IntArrayList matches) {
        int count = 0;
        for (int at = start; at < end; count++) {
            if (count % length == 0) {
                if (count > 0) {
                    matches.add(at);
                }
                matches.add(at);
            }
            at += CodePoints.utf8Length(CodePoints.at(utf8, at, end));
        }
        if (count > 0) {
            matches.add(end);
        }
    }
}
