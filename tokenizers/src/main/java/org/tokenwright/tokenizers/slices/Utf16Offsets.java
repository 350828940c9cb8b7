package org.tokenwright.tokenizers.slices;

import org.tokenwright.text.CodePoints;

/** Turns places in UTF-8 into places in Java chars. */
public final class Utf16Offsets {
    private Utf16Offsets() {}

    /**
     * Turns places into places in chars; inside a character, its start or its end.
     *
     * @param places ascending places, from the start of the text
     * @param toEnd whether inside a character the end is meant
     * @param text the array that holds the text
     * @param textStart index of its first byte
     * @param textEnd index behind its last byte
     */
    public static void convert(int[] places, boolean toEnd, byte[] text, int textStart, int textEnd) {
        int at = textStart;
        int chars = 0;
        for (int i = 0; i < places.length; i++) {
            int place = textStart + places[i];
            int width = 0;
            while (at < place) {
                int codePoint = CodePoints.at(text, at, textEnd);
                int next = at + (codePoint < 0 ? 1 : CodePoints.utf8Length(codePoint));
                width = next - at == 4 ? 2 : 1;
                if (next > place) {
                    break;
                }
                chars += width;
                at = next;
            }
            places[i] = toEnd && at < place ? chars + width : chars;
        }
    }
}
