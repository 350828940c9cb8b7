package org.tokenwright.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeCounts;
import org.tokenwright.vocab.MergeTable;

/** The superwords of a model, the most frequent first. Immutable. */
final class Superwords {
    private final List<Superword> all;
    private final Set<Integer> ids = new HashSet<>();

    /**
     * A token that holds several pretokens.
     *
     * @param id its id
     * @param count how often it occurred when it was made, or -1 if the model does not say
     */
    record Superword(int id, long count) {}

    /**
     * Finds them.
     *
     * @param model the model, or null where there is none and so no superwords
     */
    Superwords(@Nullable BpeModel model) {
        all = new ArrayList<>();
        MergeTable supermerges = model == null ? null : model.supermerges();
        MergeCounts counts = model == null ? null : model.counts();
        for (int rank = 0; supermerges != null && rank < supermerges.size(); rank++) {
            int id = supermerges.product(rank);
            if (ids.add(id)) {
                all.add(new Superword(id, counts == null ? -1 : counts.supermerge(rank)));
            }
        }
        // Stable: where counts are equal or absent, the order of training stays.
        all.sort(Comparator.comparingLong(Superword::count).reversed());
    }

    /** {@return number of superwords} */
    int size() {
        return all.size();
    }

    /** {@return whether a token is a superword} */
    boolean contains(int id) {
        return ids.contains(id);
    }

    /** {@return the most frequent superwords, or the first of the training if the model does not know} */
    List<Superword> mostFrequent(int count) {
        return all.subList(0, Math.min(count, all.size()));
    }
}
