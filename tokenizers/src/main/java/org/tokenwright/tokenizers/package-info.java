/**
 * From text to ids and back: the types that every tokenizer offers. Start at
 * {@link org.tokenwright.tokenizers.Tokenizers}.
 */
@NullMarked
package org.tokenwright.tokenizers;

import org.jspecify.annotations.NullMarked;
