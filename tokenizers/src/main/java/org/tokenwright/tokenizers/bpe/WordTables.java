package org.tokenwright.tokenizers.bpe;

import org.jspecify.annotations.Nullable;

/**
 * What the encoders of a model share to encode pretokens. Immutable, safe for any number of threads.
 *
 * @param events the events of a model with deletions
 * @param splits how tokens are made, if the model has splits
 * @param trie the tokens that encoding can give, if the model has splits
 * @param allMade whether these are all tokens
 */
record WordTables(
        @Nullable WordEvents events, @Nullable Splits splits, @Nullable TokenTrie trie, boolean allMade) {

    static WordTables of(BpeModel model, @Nullable WordEvents events) {
        Splits splits = events == null ? Splits.of(model) : null;
        if (splits == null) {
            return new WordTables(events, null, null, false);
        }
        boolean allMade = true;
        for (int id = 0; id < model.vocabulary().idBound(); id++) {
            allMade &= splits.isMade(id) || !model.vocabulary().contains(id);
        }
        return new WordTables(null, splits, TokenTrie.of(model.vocabulary(), splits::isMade), allMade);
    }
}
