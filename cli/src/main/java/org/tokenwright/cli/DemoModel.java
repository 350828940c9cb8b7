package org.tokenwright.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/**
 * A model of the demo.
 *
 * @param model the model
 * @param seconds how long it took to train
 */
record DemoModel(BpeModel model, double seconds) {

    /** {@return number of tokens of some documents} */
    long tokens(List<String> documents) {
        Encoder encoder = model.tokenizer().newEncoder(SpecialTokenPolicy.IGNORE);
        long tokens = 0;
        for (String document : documents) {
            byte[] utf8 = document.getBytes(StandardCharsets.UTF_8);
            tokens += encoder.encode(utf8, 0, utf8.length);
        }
        return tokens;
    }

    /**
     * {@return the model as it was when its vocabulary had a size} Ids are given in the order of training, so that a smaller
     * vocabulary is the beginning of a larger one.
     */
    DemoModel atSize(int size) {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        for (int id = 0; id < size; id++) {
            vocabulary.add(model.vocabulary().bytes(id));
        }
        BpeModel.Builder smaller = BpeModel.builder(
                vocabulary.build(), model.alphabet(), upTo(model.merges(), size), model.pretokenizer());
        @Nullable MergeTable supermerges = model.supermerges();
        if (supermerges != null) {
            smaller.supermerges(upTo(supermerges, size)).mergeRule(model.mergeRule());
        }
        return new DemoModel(smaller.build(), 0);
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
