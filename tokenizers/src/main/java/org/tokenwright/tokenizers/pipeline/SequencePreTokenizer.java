package org.tokenwright.tokenizers.pipeline;

import java.util.List;

/**
 * Pre-tokenizers one after the other.
 *
 * @param parts the pre-tokenizers
 */
record SequencePreTokenizer(List<PreTokenizer> parts) implements PreTokenizer {
    @Override
    public Pieces apply(Pieces pieces) {
        Pieces result = pieces;
        for (PreTokenizer part : parts) {
            result = part.apply(result);
        }
        return result;
    }
}
