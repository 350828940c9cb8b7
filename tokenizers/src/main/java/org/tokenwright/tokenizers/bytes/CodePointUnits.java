package org.tokenwright.tokenizers.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.tokenwright.text.CodePoints;
import org.tokenwright.vocab.SpecialTokens;

/** Every code point is an id, but not those whose ids are special tokens. */
final class CodePointUnits implements Units {
    /*
     * Eight bytes of ASCII at once. Zero, which may be special, is left to the slow path: the second term below has the high bit of
     * a byte set if it or one below it is zero, and never without one.
     */
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final int AREA_BITS = 12;
    private static final int AREA = 0xE;

    /** The special tokens, whose code points cannot be encoded. */
    private final SpecialTokens refused;

    /**
     * Creates units.
     *
     * @param refused special tokens whose ids, as code points, a text must not hold, {@link #isAmongSpecial} all of them
     */
    CodePointUnits(SpecialTokens refused) {
        this.refused = refused;
    }

    @Override
    public int encode(byte[] utf8, int from, int to, int textStart, int[] ids, int count) {
        int end = count;
        for (int at = from; at < to; ) {
            while (at <= to - Long.BYTES && isPlain((long) LONGS.get(utf8, at))) {
                for (int i = 0; i < Long.BYTES; i++) {
                    ids[end + i] = utf8[at + i];
                }
                at += Long.BYTES;
                end += Long.BYTES;
            }
            if (at < to) {
                int codePoint = CodePoints.at(utf8, at, to);
                if (codePoint < 0 || isAmongSpecial(codePoint)) {
                    check(codePoint, utf8[at], at - textStart);
                }
                ids[end++] = codePoint;
                at += CodePoints.utf8Length(codePoint);
            }
        }
        return end;
    }

    /** {@return whether an id can be that of a special token: it is 0 or from U+E000 to U+EFFF} */
    static boolean isAmongSpecial(int id) {
        return id == 0 || (id >>> AREA_BITS) == AREA;
    }

    private static boolean isPlain(long eight) {
        return ((eight | (eight - LOW_BITS)) & HIGH_BITS) == 0;
    }

    private void check(int codePoint, byte first, int place) {
        if (codePoint < 0) {
            throw new IllegalArgumentException(String.format(
                    "no token covers byte %d of the text: found 0x%02X, which begins no UTF-8", place, first));
        }
        byte[] name = refused.bytes(codePoint);
        if (name != null) {
            throw new IllegalArgumentException(String.format(
                    "the text holds U+%04X at byte %d, whose id is that of the special token %s",
                    codePoint, place, new String(name, StandardCharsets.UTF_8)));
        }
    }

    @Override
    public int length(int id) {
        return CodePoints.utf8Length(id);
    }
}
