package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.slices.Utf16Offsets;

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
            Utf16Offsets.convert(starts, false, text, start, end);
            Utf16Offsets.convert(ends, true, text, start, end);
        }
        return new Encoding(Arrays.copyOf(ids, count), starts, ends, unit);
    }
}
