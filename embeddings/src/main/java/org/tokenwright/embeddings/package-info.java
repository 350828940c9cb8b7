/** Vectors for words, tokens and texts. */
@NullMarked
package org.tokenwright.embeddings;

import org.jspecify.annotations.NullMarked;
