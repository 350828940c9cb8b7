package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.tokenwright.tokenizers.pretokenize.PretokenScanner;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;

/**
 * Finds pretokens, which cover the text.
 *
 * @param pretokenizer one whose expression matches everywhere
 */
record ScannerPattern(Pretokenizer pretokenizer) implements TextPattern {
    @Override
    public void find(byte[] utf8, int start, int end, IntArrayList matches) {
        PretokenScanner scanner = pretokenizer.newScanner();
        scanner.reset(utf8, start, end);
        int[] ends = new int[64];
        int from = start;
        for (int count = scanner.next(ends); count > 0; count = scanner.next(ends)) {
            for (int i = 0; i < count; i++) {
                matches.add(from);
                matches.add(ends[i]);
                from = ends[i];
            }
        }
    }
}
