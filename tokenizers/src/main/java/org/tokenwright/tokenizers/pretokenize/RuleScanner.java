package org.tokenwright.tokenizers.pretokenize;

import java.util.Objects;

/** Walks through a text by a rule. */
final class RuleScanner implements PretokenScanner {
    private final PretokenRule rule;
    private byte[] utf8 = {};
    private int position;
    private int end;

    RuleScanner(PretokenRule rule) {
        this.rule = rule;
    }

    @Override
    public void reset(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        this.utf8 = utf8;
        this.position = start;
        this.end = end;
        rule.reset(start);
    }

    @Override
    public int next(int[] ends) {
        if (position == end || ends.length == 0) {
            return 0;
        }
        int count = rule.fill(utf8, position, end, ends);
        position = ends[count - 1];
        return count;
    }
}
