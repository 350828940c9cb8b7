/**
 * What trainers, encoders and decoders share: tables of byte slices, and text of bytes that come in pieces. Not exported. Start
 * at {@link org.tokenwright.tokenizers.slices.SliceTable}.
 */
@NullMarked
package org.tokenwright.tokenizers.slices;

import org.jspecify.annotations.NullMarked;
