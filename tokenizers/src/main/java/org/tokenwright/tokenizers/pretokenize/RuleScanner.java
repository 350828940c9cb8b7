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
        int p = position;
        int count = 0;
        while (count < ends.length && p < end) {
            p = rule.end(utf8, p, end);
            ends[count++] = p;
        }
        position = p;
        return count;
    }
}
