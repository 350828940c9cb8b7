package org.tokenwright.tokenizers.pipeline;

import org.tokenwright.text.NormalizedText;

/**
 * Takes white space from the ends of a text.
 *
 * @param left whether from its start
 * @param right whether from its end
 */
record StripNormalizer(boolean left, boolean right) implements Normalizer {
    private static final byte[] NOTHING = {};

    @Override
    public NormalizedText normalize(NormalizedText text) {
        byte[] utf8 = text.bytes();
        int start = left ? Characters.spaceEnd(utf8, 0, text.length()) : 0;
        int end = right ? Characters.spaceStart(utf8, start, text.length()) : text.length();
        if (start == 0 && end == text.length()) {
            return text;
        }
        NormalizedText.Editor editor = text.edit();
        if (start > 0) {
            editor.replace(start, NOTHING);
        }
        editor.keep(end);
        if (end < text.length()) {
            editor.replace(text.length(), NOTHING);
        }
        return editor.finish();
    }
}
