package org.tokenwright.tokenizers.train;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Normalization;
import org.tokenwright.text.NormalizedText;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.PretokenScanner;
import org.tokenwright.tokenizers.pretokenize.Pretokenizer;
import org.tokenwright.tokenizers.slices.SliceTable;

/** Counts the pretokens of documents and, for superwords, keeps their order. For one thread. */
final class PretokenCounter {
    private final PretokenScanner scanner;
    private final @Nullable MergeRule rule;
    private final Normalization normalization;
    private final int[] ends = new int[512];
    private final SliceTable table = new SliceTable();
    private final BitSet admitted = new BitSet();
    private final IdStream stream = new IdStream();
    private long pretokens;

    /**
     * Creates a counter.
     *
     * @param rule which pretokens may take part in supermerges; null if the order of pretokens is not needed
     */
    PretokenCounter(Pretokenizer pretokenizer, Normalization normalization, @Nullable MergeRule rule) {
        this.scanner = pretokenizer.newScanner();
        this.normalization = normalization;
        this.rule = rule;
    }

    /**
     * Counts the pretokens of a document.
     *
     * @param weight how many times the document counts
     */
    void count(byte[] bytes, int start, int end, int weight) {
        if (rule != null) {
            stream.weigh(weight);
        }
        NormalizedText normalized = normalization.apply(bytes, start, end);
        if (normalized == null) {
            countPretokens(bytes, start, end, weight);
        } else {
            countPretokens(normalized.bytes(), 0, normalized.length(), weight);
        }
    }

    private void countPretokens(byte[] bytes, int start, int end, int weight) {
        scanner.reset(bytes, start, end);
        int from = start;
        for (int found = scanner.next(ends); found > 0; found = scanner.next(ends)) {
            for (int i = 0; i < found; i++) {
                countPretoken(bytes, from, ends[i], weight);
                from = ends[i];
            }
            pretokens += (long) found * weight;
        }
        stream.addBreak();
    }

    private void countPretoken(byte[] bytes, int start, int end, int weight) {
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

    SliceTable table() {
        return table;
    }

    IdStream stream() {
        return stream;
    }

    long pretokens() {
        return pretokens;
    }
}
