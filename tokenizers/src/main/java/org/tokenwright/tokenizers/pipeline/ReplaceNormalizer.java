package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;
import org.tokenwright.text.NormalizedText;

/** Replaces what a pattern finds. */
final class ReplaceNormalizer implements Normalizer {
    private final TextPattern pattern;
    private final byte[] content;

    ReplaceNormalizer(TextPattern pattern, String content) {
        this.pattern = pattern;
        this.content = content.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public NormalizedText normalize(NormalizedText text) {
        IntArrayList matches = new IntArrayList();
        pattern.find(text.bytes(), 0, text.length(), matches);
        if (matches.isEmpty()) {
            return text;
        }
        NormalizedText.Editor editor = text.edit();
        for (int i = 0; i < matches.size(); i += 2) {
            editor.keep(matches.getInt(i)).replace(matches.getInt(i + 1), content);
        }
        return editor.finish();
    }
}
