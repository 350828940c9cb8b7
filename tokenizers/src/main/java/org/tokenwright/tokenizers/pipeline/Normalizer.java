package org.tokenwright.tokenizers.pipeline;

import org.tokenwright.text.NormalizedText;

/** Changes a text before it is split. Immutable, safe for any number of threads. */
public interface Normalizer {
    /**
     * Normalizes a text in time linear in its length.
     *
     * @param text the text
     * @return the text with what was changed; the same object if nothing was
     */
    NormalizedText normalize(NormalizedText text);
}
