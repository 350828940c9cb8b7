package org.tokenwright.cli;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/**
 * Models as they were when their vocabularies had a size. Ids are given in the order of training, so that a smaller
 * vocabulary is the beginning of a larger one, unless tokens were deleted.
 */
final class Truncation {
    private Truncation() {}

    /** {@return whether a model's smaller ones can be told} */
    static boolean isPossible(BpeModel model) {
        return model.alphabet() != null
                && model.deletions().size() == 0
                && !model.isSinglePass()
                && model.vocabulary().idBound() == model.vocabulary().size();
    }

    /**
     * {@return the smaller model}
     *
     * @param model a model for which it {@linkplain #isPossible is possible}
     * @param size number of tokens, at least that of the alphabet
     */
    static BpeModel of(BpeModel model, int size) {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        for (int id = 0; id < size; id++) {
            vocabulary.add(model.vocabulary().bytes(id));
        }
        BpeModel.Builder smaller = BpeModel.builder(
                        vocabulary.build(), upTo(model.merges(), size), model.pretokenizer())
                .normalization(model.normalization());
        @Nullable MergeTable supermerges = model.supermerges();
        if (supermerges != null) {
            smaller.supermerges(upTo(supermerges, size)).mergeRule(model.mergeRule());
        }
        return smaller.build();
    }

    private static MergeTable upTo(MergeTable merges, int size) {
        int[] ranks = IntStream.range(0, merges.size())
                .filter(rank -> merges.product(rank) < size)
                .toArray();
        return MergeTable.of(
                IntStream.of(ranks).map(merges::left).toArray(),
                IntStream.of(ranks).map(merges::right).toArray(),
                IntStream.of(ranks).map(merges::product).toArray());
    }
}
