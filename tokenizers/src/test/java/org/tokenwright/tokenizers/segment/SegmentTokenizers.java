package org.tokenwright.tokenizers.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.vocab.SpecialTokens;

/** Tokenizers of the golden set. */
final class SegmentTokenizers {
    private SegmentTokenizers() {}

    static Tokenizer of(String file, String pattern) {
        return of(file, pattern, Normalization.NONE);
    }

    /** {@return a tokenizer with the special token {@code <|end|>}} */
    static Tokenizer of(String file, String pattern, Normalization normalization) {
        try {
            BpeModel model = ModelFormats.load(GoldenSet.file(file));
            return BpeModel.builder(model.vocabulary(), model.merges(), Pretokenizers.of(pattern))
                    .mergeRule(model.mergeRule())
                    .normalization(normalization)
                    .specialTokens(SpecialTokens.of(Map.of("<|end|>", 9_999)))
                    .build()
                    .tokenizer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
