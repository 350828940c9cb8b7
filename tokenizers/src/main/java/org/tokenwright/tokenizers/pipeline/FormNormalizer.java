package org.tokenwright.tokenizers.pipeline;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer.Form;
import org.tokenwright.text.CodePoints;
import org.tokenwright.text.NormalizedText;

/**
 * Brings text into a form of Unicode Standard Annex 15, in the version of the running JDK.
 *
 * @param form the form
 */
record FormNormalizer(Form form) implements Normalizer {
    /*
     * No character below U+0300 joins or changes places with one before it, in any form, nor does anything that it may be
     * decomposed into; so a text can be cut before any of them, and each piece be normalized by itself. ASCII is in all forms.
     */
    private static final int FIRST_MARK = 0x300;

    @Override
    public boolean isApplied(byte[] utf8, int start, int end) {
        for (int at = start; at < end; at++) {
            if (utf8[at] < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public NormalizedText normalize(NormalizedText text) {
        byte[] utf8 = text.bytes();
        int end = text.length();
        NormalizedText.Editor editor = null;
        for (int at = 0; at < end; ) {
            if (utf8[at] >= 0 && (at + 1 == end || utf8[at + 1] >= 0)) {
                at++;
                continue;
            }
            int next = pieceEnd(utf8, at, end);
            String piece = new String(utf8, at, next - at, StandardCharsets.UTF_8);
            if (!java.text.Normalizer.isNormalized(piece, form)) {
                editor = editor == null ? text.edit() : editor;
                byte[] normalized = java.text.Normalizer.normalize(piece, form).getBytes(StandardCharsets.UTF_8);
                editor.keep(at).replace(next, normalized);
            }
            at = next;
        }
        return editor == null ? text : editor.finish();
    }

    private static int pieceEnd(byte[] utf8, int start, int end) {
        int at = start + CodePoints.utf8Length(CodePoints.at(utf8, start, end));
        while (at < end) {
            int codePoint = CodePoints.at(utf8, at, end);
            if (codePoint < FIRST_MARK) {
                break;
            }
            at += CodePoints.utf8Length(codePoint);
        }
        return at;
    }
}
