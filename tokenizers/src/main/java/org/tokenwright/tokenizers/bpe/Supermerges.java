package org.tokenwright.tokenizers.bpe;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.MergeTable;

/** Finds the supermerges of a model that can apply to a text. */
final class Supermerges {
    private Supermerges() {}

    /**
     * {@return the supermerges in the order of their ranks, without those that come after the last deletion of an operand in a
     * model of a single pass; null if the model has none}
     */
    static @Nullable MergeTable applicable(BpeModel model) {
        MergeTable all = model.supermerges();
        Deletions deletions = model.deletions();
        if (all == null || deletions.size() == 0 || !model.isSinglePass()) {
            return all;
        }
        Int2IntOpenHashMap deaths = new Int2IntOpenHashMap();
        deaths.defaultReturnValue(Integer.MAX_VALUE);
        for (int i = 0; i < deletions.size(); i++) {
            deaths.put(deletions.token(i), deletions.mergesBefore(i));
        }
        IntArrayList lefts = new IntArrayList();
        IntArrayList rights = new IntArrayList();
        IntArrayList products = new IntArrayList();
        for (int rank = 0; rank < all.size(); rank++) {
            int merges = model.mergesBefore(rank);
            if (merges < deaths.get(all.left(rank)) && merges < deaths.get(all.right(rank))) {
                lefts.add(all.left(rank));
                rights.add(all.right(rank));
                products.add(all.product(rank));
            }
        }
        return MergeTable.of(lefts.toIntArray(), rights.toIntArray(), products.toIntArray());
    }
}
