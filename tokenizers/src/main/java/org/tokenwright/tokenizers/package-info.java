/**
 * From text to ids and back: the types that every tokenizer offers. Start at
 * {@link org.tokenwright.tokenizers.Tokenizers}.
 *
 * <p>What can be done with any tokenizer: {@link org.tokenwright.tokenizers.TokenCounter} counts and cuts to budgets,
 * {@link org.tokenwright.tokenizers.BatchEncoder} makes rows for models, {@link org.tokenwright.tokenizers.StreamEncoder} reads
 * texts of any length, {@link org.tokenwright.tokenizers.ParallelEncoder} uses several threads,
 * {@link org.tokenwright.tokenizers.TokenHealer} heals the seam behind a prompt.
 */
@NullMarked
package org.tokenwright.tokenizers;

import org.jspecify.annotations.NullMarked;
