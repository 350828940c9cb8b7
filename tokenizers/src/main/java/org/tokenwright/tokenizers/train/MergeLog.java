package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.BitSet;
import java.util.stream.LongStream;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.Deletions;
import org.tokenwright.tokenizers.bpe.MergeCounts;
import org.tokenwright.vocab.MergeTable;

/** The merges and deletions of a lane in order, as tokens. */
final class MergeLog {
    private final IntArrayList lefts = new IntArrayList();
    private final IntArrayList rights = new IntArrayList();
    private final IntArrayList products = new IntArrayList();
    private final LongArrayList counts = new LongArrayList();
    private final BitSet completing = new BitSet();
    private final IntArrayList deleted = new IntArrayList();
    private final IntArrayList mergesBefore = new IntArrayList();
    private final Int2IntOpenHashMap makers = new Int2IntOpenHashMap();

    /**
     * {@return the merges and deletions of a model}
     *
     * @param tokens where the tokens of the model are or will be
     */
    static MergeLog of(BpeModel model, MergeCounts counts, Tokens tokens) {
        MergeLog log = new MergeLog();
        MergeTable merges = model.merges();
        Deletions deletions = model.deletions();
        int deletion = 0;
        for (int rank = 0; rank < merges.size(); rank++) {
            log.add(
                    token(model, merges.left(rank), tokens),
                    token(model, merges.right(rank), tokens),
                    token(model, merges.product(rank), tokens),
                    counts.merge(rank),
                    counts.completing(rank));
            while (deletion < deletions.size() && deletions.mergesBefore(deletion) == rank + 1) {
                log.addDeletion(token(model, deletions.token(deletion++), tokens));
            }
        }
        return log;
    }

    private static int token(BpeModel model, int symbol, Tokens tokens) {
        byte[] bytes = model.symbolBytes(symbol);
        return tokens.add(bytes, 0, bytes.length);
    }

    void add(int left, int right, int product, long count, boolean isCompleting) {
        completing.set(lefts.size(), isCompleting);
        lefts.add(left);
        rights.add(right);
        products.add(product);
        counts.add(count);
        makers.putIfAbsent(product, lefts.size() - 1);
    }

    /** Adds the deletion of a token behind the last merge. */
    void addDeletion(int token) {
        deleted.add(token);
        mergesBefore.add(lefts.size());
    }

    int deletions() {
        return deleted.size();
    }

    int deleted(int index) {
        return deleted.getInt(index);
    }

    /** How many merges there are before a deletion. */
    int mergesBefore(int index) {
        return mergesBefore.getInt(index);
    }

    /** The first merge that made a token. */
    int maker(int token) {
        return makers.get(token);
    }

    /** Adds a merge of another log. */
    void add(MergeLog other, int index) {
        add(other.left(index), other.right(index), other.product(index), other.count(index), other.isCompleting(index));
    }

    int size() {
        return lefts.size();
    }

    int left(int index) {
        return lefts.getInt(index);
    }

    int right(int index) {
        return rights.getInt(index);
    }

    int product(int index) {
        return products.getInt(index);
    }

    long count(int index) {
        return counts.getLong(index);
    }

    boolean isCompleting(int index) {
        return completing.get(index);
    }

    /** The counts, in order. */
    long[] counts() {
        return counts.toLongArray();
    }

    BitSet completing() {
        return (BitSet) completing.clone();
    }

    /** The count of the last merge, or 0 if there are no merges. */
    long lastCount() {
        return counts.isEmpty() ? 0 : counts.getLong(counts.size() - 1);
    }

    /** The smallest count, or 0 if there are no merges. */
    long smallestCount() {
        return LongStream.of(counts()).min().orElse(0);
    }
}
