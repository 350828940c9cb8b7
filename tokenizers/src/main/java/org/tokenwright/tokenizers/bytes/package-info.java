/**
 * Tokenizers without a trained vocabulary: bytes and code points as ids, in the numberings of published models; and what is done
 * to such ids in training. Start at {@link org.tokenwright.tokenizers.bytes.ByteTokenizers}.
 */
@NullMarked
package org.tokenwright.tokenizers.bytes;

import org.jspecify.annotations.NullMarked;
