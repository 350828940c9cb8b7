package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.tokenwright.text.CodePoints;

/** Finds runs of word characters, and runs of others that are no white space. */
record WordPattern() implements TextPattern {
    @Override
    public void find(byte[] utf8, int start, int end, IntArrayList matches) {
        int last = 0;
        for (int at = start; at < end; ) {
            int codePoint = CodePoints.at(utf8, at, end);
            int next = at + CodePoints.utf8Length(codePoint);
            int kind = Characters.isWord(codePoint) ? 1 : Characters.isWhiteSpace(codePoint) ? 0 : 2;
            if (kind != 0) {
                if (kind == last) {
                    matches.set(matches.size() - 1, next);
                } else {
                    matches.add(at);
                    matches.add(next);
                }
            }
            last = kind;
            at = next;
        }
    }
}
