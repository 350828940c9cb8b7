/**
 * Packs documents of token ids into rows of one length, as language models are trained on them. Start at
 * {@link org.tokenwright.tokenizers.packing.DatasetPacker}, which goes from documents to files;
 * {@link org.tokenwright.tokenizers.packing.SequencePacker} plans rows from lengths alone.
 */
@NullMarked
package org.tokenwright.tokenizers.packing;

import org.jspecify.annotations.NullMarked;
