/**
 * The parts of tokenizers that come from foreign formats: normalizers, splitters, models, templates and decoders, and the
 * tokenizer that is put together from them. Internal; start at {@link org.tokenwright.tokenizers.pipeline.PieceModel}.
 */
@NullMarked
package org.tokenwright.tokenizers.pipeline;

import org.jspecify.annotations.NullMarked;
