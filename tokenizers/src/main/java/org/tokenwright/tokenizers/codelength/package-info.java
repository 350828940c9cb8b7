/**
 * How predictable the tokens of a text are: an adaptive n-gram model over the ids of any tokenizer, the code length it gives
 * a text, a compressor that reaches it, and the entropies of bytes. Start at
 * {@link org.tokenwright.tokenizers.codelength.CodeLength} or
 * {@link org.tokenwright.tokenizers.codelength.NgramCompressor}.
 */
@NullMarked
package org.tokenwright.tokenizers.codelength;

import org.jspecify.annotations.NullMarked;
