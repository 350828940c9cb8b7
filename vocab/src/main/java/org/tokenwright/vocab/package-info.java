/**
 * The vocabulary store: token bytes to ids and back, special tokens, merges, and the file that holds a model. Start at
 * {@link org.tokenwright.vocab.Vocabulary}.
 */
@NullMarked
package org.tokenwright.vocab;

import org.jspecify.annotations.NullMarked;
