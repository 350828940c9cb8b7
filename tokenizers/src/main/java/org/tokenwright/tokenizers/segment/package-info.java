/**
 * Segmenters, which cut a text into words or patches by one of many rules, and batches of words of any length. Start at
 * {@link org.tokenwright.tokenizers.segment.Segmenters} and {@link org.tokenwright.tokenizers.segment.RaggedBatch}.
 */
@NullMarked
package org.tokenwright.tokenizers.segment;

import org.jspecify.annotations.NullMarked;
