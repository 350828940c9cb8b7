package org.tokenwright.tokenizers.pipeline;

import java.util.List;
import org.tokenwright.text.NormalizedText;

/**
 * Normalizers one after the other.
 *
 * @param normalizers the normalizers
 */
record SequenceNormalizer(List<Normalizer> normalizers) implements Normalizer {
    @Override
    public NormalizedText normalize(NormalizedText text) {
        NormalizedText result = text;
        for (Normalizer normalizer : normalizers) {
            result = normalizer.normalize(result);
        }
        return result;
    }

    @Override
    public boolean isApplied(byte[] utf8, int start, int end) {
        for (Normalizer normalizer : normalizers) {
            if (!normalizer.isApplied(utf8, start, end)) {
                return false;
            }
        }
        return true;
    }
}
