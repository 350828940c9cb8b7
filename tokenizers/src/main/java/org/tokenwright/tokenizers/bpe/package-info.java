/**
 * Byte pair encoding with and without superwords: the model and its encoder. Start at
 * {@link org.tokenwright.tokenizers.bpe.BpeModel}.
 */
@NullMarked
package org.tokenwright.tokenizers.bpe;

import org.jspecify.annotations.NullMarked;
