package org.tokenwright.tokenizers.formats;

import org.tokenwright.vocab.Vocabulary;

/**
 * Limits of reading the files of BoundlessBPE, immutable: what exceeds them is malformed.
 *
 * @param tokens the most tokens in the vocabulary
 * @param specialTokens the most special tokens
 * @param merges the most merges, deletions or supermerges in a block
 * @param lineBytes the longest line in bytes, its line feed not counted
 */
record BoundlessLimits(int tokens, int specialTokens, int merges, int lineBytes) {
    /** The defaults: 2^24 tokens, 2^16 special tokens, 2^24 merges, lines of 16 MiB. */
    static final BoundlessLimits DEFAULT =
            new BoundlessLimits(Vocabulary.MAX_ID_BOUND, 1 << 16, Vocabulary.MAX_ID_BOUND, 1 << 24);
}
