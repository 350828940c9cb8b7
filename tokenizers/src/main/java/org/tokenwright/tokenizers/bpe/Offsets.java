package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;
import org.tokenwright.text.CodePoints;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;

/** Finds the places of tokens in a text, which their bytes tile. */
final class Offsets {
    private Offsets() {}

    static Encoding encoding(BpeModel model, int[] ids, int count, byte[] text, int start, int end, OffsetUnit unit) {
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
        if (unit == OffsetUnit.UTF16) {
            toUtf16(starts, ends, text, start, end);
        }
        return new Encoding(Arrays.copyOf(ids, count), starts, ends, unit);
    }

    /** Starts go down to the beginning of their character, ends up to its end. */
    private static void toUtf16(int[] starts, int[] ends, byte[] text, int textStart, int textEnd) {
        int at = textStart;
        int chars = 0;
        for (int i = 0; i < ends.length; i++) {
            starts[i] = chars;
            int border = textStart + ends[i];
            int width = 0;
            while (at < border) {
                int next = characterEnd(text, at, textEnd);
                width = next - at == 4 ? 2 : 1;
                if (next > border) {
                    break;
                }
                chars += width;
                at = next;
            }
            ends[i] = at == border ? chars : chars + width;
        }
    }

    /** The end of the character at a place; a byte that begins none is a character of its own. */
    private static int characterEnd(byte[] text, int at, int end) {
        int codePoint = CodePoints.at(text, at, end);
        return at + (codePoint < 0 ? 1 : CodePoints.utf8Length(codePoint));
    }
}
