/**
 * Vectors of sentences from static vectors of tokens, as model2vec has them: read, made, applied. A sentence costs as much as its
 * tokens take to be found and added up.
 */
@NullMarked
package org.tokenwright.embeddings.sentence;

import org.jspecify.annotations.NullMarked;
