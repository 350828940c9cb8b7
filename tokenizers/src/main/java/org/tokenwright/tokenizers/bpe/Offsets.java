package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;
import org.tokenwright.text.CodePoints;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;

/** Finds the places of tokens in a text. Their bytes tile it, or what a normalization has made of it. */
final class Offsets {
    private Offsets() {}

    static Encoding encoding(
            BpeModel model, int[] ids, int count, Changes changes, byte[] text, int start, int end, OffsetUnit unit) {
        int[] ends = new int[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            at += model.length(ids[i]);
            ends[i] = at;
        }
        int[] starts = new int[count];
        if (count > 1) {
            System.arraycopy(ends, 0, starts, 1, count - 1);
        }
        if (!changes.isEmpty()) {
            changes.toOriginal(starts, false);
            changes.toOriginal(ends, true);
        }
        if (unit == OffsetUnit.UTF16) {
            toUtf16(starts, false, text, start, end);
            toUtf16(ends, true, text, start, end);
        }
        return new Encoding(Arrays.copyOf(ids, count), starts, ends, unit);
    }

    /** Turns ascending places in bytes into places in chars; inside a character, its start or its end. */
    private static void toUtf16(int[] places, boolean toEnd, byte[] text, int textStart, int textEnd) {
        int at = textStart;
        int chars = 0;
        for (int i = 0; i < places.length; i++) {
            int place = textStart + places[i];
            int width = 0;
            while (at < place) {
                int next = characterEnd(text, at, textEnd);
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

    /** The end of the character at a place; a byte that begins none is a character of its own. */
    private static int characterEnd(byte[] text, int at, int end) {
        int codePoint = CodePoints.at(text, at, end);
        return at + (codePoint < 0 ? 1 : CodePoints.utf8Length(codePoint));
    }
}
