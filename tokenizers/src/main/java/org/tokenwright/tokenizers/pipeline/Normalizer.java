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

    /**
     * Tells, where it can be told quickly, that a text has nothing that this normalizer would change.
     *
     * @param utf8 the array that holds the text
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return true only if {@link #normalize} would change nothing
     */
    default boolean isApplied(byte[] utf8, int start, int end) {
        return false;
    }
}
