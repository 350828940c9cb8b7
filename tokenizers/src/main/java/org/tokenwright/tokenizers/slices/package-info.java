/**
 * Tables of byte slices that trainers and encoders share. Not exported: nothing here is for users of the library. Start
 * at {@link org.tokenwright.tokenizers.slices.SliceTable}.
 */
@NullMarked
package org.tokenwright.tokenizers.slices;

import org.jspecify.annotations.NullMarked;
