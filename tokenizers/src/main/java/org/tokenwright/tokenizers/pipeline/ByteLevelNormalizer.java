package org.tokenwright.tokenizers.pipeline;

import org.tokenwright.text.NormalizedText;

/** Writes every byte as the character that stands for it in the alphabet of GPT-2. */
record ByteLevelNormalizer() implements Normalizer {
    @Override
    public NormalizedText normalize(NormalizedText text) {
        NormalizedText.Editor editor = text.edit();
        byte[] utf8 = text.bytes();
        for (int at = 0; at < text.length(); at++) {
            if (!ByteCharacters.isItself(utf8[at])) {
                editor.keep(at).replace(at + 1, ByteCharacters.utf8(utf8[at]));
            }
        }
        return editor.finish();
    }

    @Override
    public boolean isApplied(byte[] utf8, int start, int end) {
        for (int at = start; at < end; at++) {
            if (!ByteCharacters.isItself(utf8[at])) {
                return false;
            }
        }
        return true;
    }
}
