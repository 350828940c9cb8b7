/**
 * Pretokenizers: the patterns that cut a text into the pieces no ordinary merge crosses. Start at
 * {@link org.tokenwright.tokenizers.pretokenize.Pretokenizers}.
 */
@NullMarked
package org.tokenwright.tokenizers.pretokenize;

import org.jspecify.annotations.NullMarked;
