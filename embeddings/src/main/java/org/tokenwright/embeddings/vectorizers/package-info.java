/**
 * Vectors for whole texts, and how much they change with the text. Start from {@link
 * org.tokenwright.embeddings.vectorizers.TfidfVectorizer#trainer} and {@link
 * org.tokenwright.embeddings.vectorizers.RobustnessBound}.
 */
@NullMarked
package org.tokenwright.embeddings.vectorizers;

import org.jspecify.annotations.NullMarked;
