package org.tokenwright.tokenizers;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The tokens of a text, and where they are in it if somebody asked. Immutable. */
final class TokenSequence {
    final int[] ids;
    final int @Nullable [] starts;
    final int @Nullable [] ends;

    private TokenSequence(int[] ids, int @Nullable [] starts, int @Nullable [] ends) {
        this.ids = ids;
        this.starts = starts;
        this.ends = ends;
    }

    /** {@return the tokens that an encoder has made of a text} */
    static TokenSequence of(Encoder encoder, CharSequence text, @Nullable OffsetUnit unit) {
        int count = encoder.encode(text);
        int[] ids = Arrays.copyOf(encoder.ids(), count);
        if (unit == null) {
            return new TokenSequence(ids, null, null);
        }
        Encoding encoding = encoder.encoding(unit);
        int[] starts = new int[count];
        int[] ends = new int[count];
        Arrays.setAll(starts, encoding::start);
        Arrays.setAll(ends, encoding::end);
        return new TokenSequence(ids, starts, ends);
    }
}
