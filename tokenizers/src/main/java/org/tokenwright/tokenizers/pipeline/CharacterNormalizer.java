package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CodePoints;
import org.tokenwright.text.NormalizedText;

/**
 * Changes characters, each by itself.
 *
 * @param replacements what a code point becomes, or null if it stays
 */
record CharacterNormalizer(IntFunction<@Nullable String> replacements) implements Normalizer {
    @Override
    public NormalizedText normalize(NormalizedText text) {
        byte[] utf8 = text.bytes();
        int end = text.length();
        NormalizedText.Editor editor = null;
        for (int at = 0; at < end; ) {
            int codePoint = CodePoints.at(utf8, at, end);
            int next = at + CodePoints.utf8Length(codePoint);
            String replacement = replacements.apply(codePoint);
            if (replacement != null) {
                editor = editor == null ? text.edit() : editor;
                editor.keep(at).replace(next, replacement.getBytes(StandardCharsets.UTF_8));
            }
            at = next;
        }
        return editor == null ? text : editor.finish();
    }
}
