package org.tokenwright.tokenizers.bpe;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.MergeTable;

/** Applies supermerges to stretches of pretokens that are single tokens. For one thread. */
final class Stretches {
    /*
     * In models of a single pass one clock rules over merges, deletions and supermerges, so a pretoken may be joined by a
     * supermerge while it is a single token that is deleted later. Such a mortal token stands in the stretch like others, and
     * falls into its final tokens if no supermerge took it. A supermerge that comes after the deletion of an operand applies
     * nowhere, and is left out. With this, the supermerges of a stretch need no clock: those on ever higher ranks that come up
     * have higher times, too.
     */
    private final Merger merger;
    private final boolean[] operands;
    private final boolean singlePass;

    /** By token that is deleted later, what a pretoken of its bytes becomes in the end. */
    private final Int2ObjectOpenHashMap<int[]> mortals = new Int2ObjectOpenHashMap<>();

    private Stretches(BpeModel model, MergeTable supermerges) {
        merger = new Merger(supermerges, false);
        singlePass = model.isSinglePass();
        operands =
                new boolean[model.vocabulary().idBound() + model.deletedTokens().idBound()];
        for (int rank = 0; rank < supermerges.size(); rank++) {
            operands[supermerges.left(rank)] = true;
            operands[supermerges.right(rank)] = true;
        }
    }

    /**
     * {@return the stretches of a model, or null if it has no supermerges}
     */
    static @Nullable Stretches of(BpeModel model) {
        MergeTable supermerges = Supermerges.applicable(model);
        return supermerges == null ? null : new Stretches(model, supermerges);
    }

    /** {@return whether a token can be in a stretch} */
    boolean isOperand(int token) {
        return operands[token];
    }

    /**
     * {@return the single token that stands for a pretoken in a stretch, or a negative number}
     *
     * @param single the token that all its bytes were for a time; negative if there was none
     * @param ids the array that holds its final tokens
     * @param from index of the first of them
     * @param to index behind the last
     */
    int standIn(int single, int[] ids, int from, int to) {
        if (to - from == 1) {
            return ids[from];
        }
        if (!singlePass || single < 0 || !operands[single]) {
            return -1;
        }
        mortals.put(single, Arrays.copyOfRange(ids, from, to));
        return single;
    }

    /**
     * Applies supermerges in place.
     *
     * @return index behind the last token of the result
     */
    int merge(int[] ids, int start, int end) {
        return merger.merge(ids, start, end);
    }

    boolean hasMortals() {
        return !mortals.isEmpty();
    }

    /** {@return the final tokens of a token that is deleted later, or null if it is not} */
    int @Nullable [] finalTokens(int token) {
        return mortals.get(token);
    }
}
