/**
 * Vectors in a few bytes each, by product quantization. Start from {@link
 * org.tokenwright.embeddings.quantization.ProductQuantizer#trainer} and {@link
 * org.tokenwright.embeddings.quantization.QuantizedTable}.
 */
@NullMarked
package org.tokenwright.embeddings.quantization;

import org.jspecify.annotations.NullMarked;
