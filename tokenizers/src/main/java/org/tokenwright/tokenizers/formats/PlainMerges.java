package org.tokenwright.tokenizers.formats;

import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeOrder;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** What the formats of plain BPE can hold: merges of pairs, each of them once, the lowest rank first. */
final class PlainMerges {
    private PlainMerges() {}

    /**
     * Checks that a model is of merges alone, without a normalization and without whole pretokens that merges do not make.
     *
     * @param model the model
     * @throws IllegalArgumentException if it is not
     */
    static void require(BpeModel model) {
        if (model.normalization() != Normalization.NONE) {
            throw new IllegalArgumentException("this format cannot say that texts are normalized");
        }
        requireMerges(model);
        if (model.isWholePretokens()) {
            requireWhole(model);
        }
    }

    /**
     * Checks that a model is of merges of pairs, applied by the lowest rank.
     *
     * @param model the model
     * @throws IllegalArgumentException if it is not
     */
    static void requireMerges(BpeModel model) {
        if (model.supermerges() != null) {
            throw new IllegalArgumentException("this format has no room for merges of whole pretokens");
        }
        if (model.deletions().size() > 0) {
            throw new IllegalArgumentException("this format has no room for deletions");
        }
        MergeTable merges = model.merges();
        for (int rank = 0; rank < merges.size(); rank++) {
            if (merges.rank(merges.left(rank), merges.right(rank)) != rank) {
                throw new IllegalArgumentException(
                        "merge " + rank + " is of a pair that is merged before, for which this format has no room");
            }
        }
        if (model.mergeOrder() == MergeOrder.TRAINED
                && MergeOrders.of(merges, model.vocabulary().idBound()) != MergeOrder.TRAINED) {
            throw new IllegalArgumentException(
                    "a merge takes what later merges make, which readers of this format apply in another order");
        }
    }

    /** Checks that whole pretokens make no difference: that the bytes of each token are merged to it. */
    private static void requireWhole(BpeModel model) {
        Vocabulary tokens = model.vocabulary();
        Encoder encoder = BpeModel.builder(tokens, model.merges(), Pretokenizers.of("none"))
                .mergeOrder(model.mergeOrder())
                .build()
                .tokenizer()
                .newEncoder(SpecialTokenPolicy.IGNORE);
        for (int id = 0; id < tokens.idBound(); id++) {
            if (tokens.contains(id)) {
                byte[] token = tokens.bytes(id);
                if (!isWhole(encoder, token, id)) {
                    throw new IllegalArgumentException("token " + id + " is made by no merges, but a pretoken of its"
                            + " bytes becomes it, which this format cannot say");
                }
            }
        }
    }

    private static boolean isWhole(Encoder encoder, byte[] token, int id) {
        try {
            return encoder.encode(token, 0, token.length) == 1 && encoder.ids()[0] == id;
        } catch (IllegalArgumentException byteWithoutToken) {
            return false;
        }
    }
}
