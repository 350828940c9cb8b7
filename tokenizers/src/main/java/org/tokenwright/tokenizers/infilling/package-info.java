/**
 * Fill-in-the-middle: documents cut into prefix, middle and suffix, for training and for prompts, in the formats of published models
 * and with any tokenizer. Start at {@link org.tokenwright.tokenizers.infilling.FimTransformer}.
 */
@NullMarked
package org.tokenwright.tokenizers.infilling;

import org.jspecify.annotations.NullMarked;
