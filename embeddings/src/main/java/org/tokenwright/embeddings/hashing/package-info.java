/**
 * Embeddings without a vocabulary: hash functions say which rows of a small table a word, a character or a number has, and its
 * vector is made of these rows. Start at {@link org.tokenwright.embeddings.hashing.FloretVectors} for a file of floret, at
 * {@link org.tokenwright.embeddings.hashing.MultiHashEmbed} for the embedding of spaCy, at
 * {@link org.tokenwright.embeddings.hashing.HashedWords} for other rules, and at
 * {@link org.tokenwright.embeddings.hashing.TrainableTable} to train.
 */
@NullMarked
package org.tokenwright.embeddings.hashing;

import org.jspecify.annotations.NullMarked;
