package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.StandardCharsets;
import org.tokenwright.text.NormalizedText;

/**
 * Puts a string before every text that is not empty.
 *
 * @param prefix the string
 */
record PrependNormalizer(String prefix) implements Normalizer {
    @Override
    public NormalizedText normalize(NormalizedText text) {
        return text.length() == 0 || prefix.isEmpty()
                ? text
                : text.edit()
                        .replace(0, prefix.getBytes(StandardCharsets.UTF_8))
                        .finish();
    }
}
