package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.List;
import java.util.Objects;
import org.tokenwright.tokenizers.pretokenize.PretokenScanner;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;

/**
 * Cuts a text by several patterns, each of which cuts what those before it have left. It cannot be found by its name.
 *
 * @param splits the patterns, none of which leaves anything out
 */
record SplitPretokenizer(List<SplitPreTokenizer> splits) implements Pretokenizer {
    @Override
    public String name() {
        return "splits";
    }

    @Override
    public String regex() {
        return splits.toString();
    }

    @Override
    public PretokenScanner newScanner() {
        return new Scanner(splits);
    }

    @Override
    public boolean isCut(byte[] utf8, int start, int end, int at) {
        return false;
    }

    private static final class Scanner implements PretokenScanner {
        private final List<SplitPreTokenizer> splits;
        private IntArrayList pieces = new IntArrayList();
        private byte[] utf8 = {};
        private boolean begun;
        private int next;

        Scanner(List<SplitPreTokenizer> splits) {
            this.splits = splits;
        }

        @Override
        public void reset(byte[] utf8, int start, int end) {
            Objects.checkFromToIndex(start, end, utf8.length);
            this.utf8 = utf8;
            pieces.clear();
            if (start < end) {
                pieces.add(start);
                pieces.add(end);
            }
            begun = false;
            next = 0;
        }

        @Override
        public int next(int[] ends) {
            if (!begun) {
                begun = true;
                for (SplitPreTokenizer split : splits) {
                    IntArrayList cut = new IntArrayList();
                    for (int i = 0; i < pieces.size(); i += 2) {
                        split.split(utf8, pieces.getInt(i), pieces.getInt(i + 1), cut);
                    }
                    pieces = cut;
                }
            }
            int count = 0;
            for (; count < ends.length && next < pieces.size(); next += 2) {
                if (pieces.getInt(next) < pieces.getInt(next + 1)) {
                    ends[count++] = pieces.getInt(next + 1);
                }
            }
            return count;
        }
    }
}
