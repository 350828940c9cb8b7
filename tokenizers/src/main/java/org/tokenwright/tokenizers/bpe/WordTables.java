package org.tokenwright.tokenizers.bpe;

import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.Vocabulary;

/**
 * What the encoders of a model share to encode pretokens. Immutable, safe for any number of threads.
 *
 * @param events the events of a model with deletions
 * @param splits how tokens are made, if the model has splits
 * @param trie the tokens that encoding can give, if the model has splits
 * @param seeds the tokens that a pretoken of their bytes becomes, if that is known
 * @param wholePretokens the tokens that a pretoken becomes whatever merges would make of it, if that makes a difference
 */
record WordTables(
        @Nullable WordEvents events,
        @Nullable Splits splits,
        @Nullable TokenTrie trie,
        @Nullable SeedTable seeds,
        @Nullable Vocabulary wholePretokens) {

    static WordTables of(BpeModel model, @Nullable WordEvents events) {
        Vocabulary vocabulary = model.vocabulary();
        Splits splits = events == null ? Splits.of(model) : null;
        boolean whole = model.isWholePretokens();
        if (splits == null) {
            SeedTable seeds = whole ? new SeedTable(vocabulary, id -> true) : null;
            return new WordTables(events, null, null, seeds, whole ? vocabulary : null);
        }
        int[] numbers = splits.numbers(vocabulary.idBound());
        boolean allMade = true;
        for (int id = 0; id < vocabulary.idBound(); id++) {
            allMade &= numbers[id] >= 0 || !vocabulary.contains(id);
        }
        return new WordTables(
                null,
                splits,
                TokenTrie.of(vocabulary, splits),
                new SeedTable(vocabulary, id -> whole || numbers[id] >= 0),
                whole && !allMade ? vocabulary : null);
    }
}
