/**
 * Model formats of other programs. Start at {@link org.tokenwright.tokenizers.formats.ModelFormats}.
 */
@NullMarked
package org.tokenwright.tokenizers.formats;

import org.jspecify.annotations.NullMarked;
