/**
 * Vectors of words from their bytes, characters or tokens, without padding: pooled word embeddings, the one-hot embedding of "Neural
 * Machine Translation without Embeddings", dropout of tokens on vectors, and the way back from a vector to a word. Start at
 * {@link org.tokenwright.embeddings.pooling.WordPooler} and {@link org.tokenwright.embeddings.pooling.OneHotEmbedding}.
 */
@NullMarked
package org.tokenwright.embeddings.pooling;

import org.jspecify.annotations.NullMarked;
