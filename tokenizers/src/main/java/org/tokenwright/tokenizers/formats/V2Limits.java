package org.tokenwright.tokenizers.formats;

import org.tokenwright.vocab.Vocabulary;

/**
 * Limits of reading a "BoundlessBPE v2" file, immutable: what exceeds them is malformed.
 *
 * @param tokens the most tokens in the vocabulary
 * @param specialTokens the most special tokens
 * @param merges the most merges in a block
 * @param lineBytes the longest line in bytes, its line feed not counted
 */
record V2Limits(int tokens, int specialTokens, int merges, int lineBytes) {
    /** The defaults: 2^24 tokens, 2^16 special tokens, 2^24 merges, lines of 16 MiB. */
    static final V2Limits DEFAULT = new V2Limits(Vocabulary.MAX_ID_BOUND, 1 << 16, Vocabulary.MAX_ID_BOUND, 1 << 24);
}
