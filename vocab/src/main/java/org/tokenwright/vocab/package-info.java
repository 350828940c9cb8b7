/**
 * The vocabulary store: {@link org.tokenwright.vocab.Vocabulary} from token bytes to ids and back,
 * {@link org.tokenwright.vocab.MergeTable} for the merges of a BPE model, {@link org.tokenwright.vocab.SpecialTokens} for
 * strings with ids of their own, and {@link org.tokenwright.vocab.ModelFile}, the file that holds them. All are immutable;
 * no lookup makes an object.
 */
@NullMarked
package org.tokenwright.vocab;

import org.jspecify.annotations.NullMarked;
