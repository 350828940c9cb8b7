package org.tokenwright.tokenizers.train;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.slices.SliceTable;

/** Counts the pretokens of documents and, for superwords, keeps their order. For one thread. */
final class PretokenCounter extends DocumentCounter {
    private final @Nullable MergeRule rule;
    private final SliceTable table = new SliceTable();
    private final BitSet admitted = new BitSet();
    private final IdStream stream = new IdStream();

    /**
     * Creates a counter.
     *
     * @param rule which pretokens may take part in supermerges; null if the order of pretokens is not needed
     */
    PretokenCounter(Pretokenizer pretokenizer, Normalization normalization, @Nullable MergeRule rule) {
        super(pretokenizer, normalization);
        this.rule = rule;
    }

    @Override
    void begin(int weight) {
        if (rule != null) {
            stream.weigh(weight);
        }
    }

    @Override
    void countPretoken(byte[] bytes, int start, int end, int weight) {
        int slot = table.slot(bytes, start, end);
        table.payload(slot, table.payload(slot) + weight);
        if (rule == null) {
            return;
        }
        int id = table.id(slot);
        if (table.added() && rule.admits(bytes, start, end)) {
            admitted.set(id);
        }
        if (admitted.get(id)) {
            stream.add(id);
        } else {
            stream.addBreak();
        }
    }

    @Override
    void end() {
        stream.addBreak();
    }

    SliceTable table() {
        return table;
    }

    IdStream stream() {
        return stream;
    }
}
