package org.tokenwright.tokenizers.segment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the bytes of some classes, 64 at a time. */
final class ByteClasses {
    /*
     * Eight bytes are tested in one long, as in the pretokenizers: a sum carries into the high bit of each byte that is at least
     * as large as some ASCII character, and a product gathers the high bits. No sum leaves its byte, since the high bits are
     * masked before.
     */
    static final int BLOCK = 64;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long CASE_BITS = 0x2020202020202020L;
    private static final long GATHER = 0x0102040810204080L;

    private ByteClasses() {}

    /** {@return the bits of those of 64 bytes that are space-like} */
    static long spaceLike(byte[] bytes, int start) {
        long all = 0;
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, start + i);
            long low = eight & ~HIGH_BITS;
            long ascii = (inRange(low | CASE_BITS, 'a', 'z') | inRange(low, '0', '9')) & ~eight;
            long continuation = eight & ~(eight << 1);
            all |= gather(~(ascii | continuation)) << i;
        }
        return all;
    }

    /** {@return whether a byte is none of ASCII's letters and digits and continues no character of UTF-8} */
    static boolean isSpaceLike(byte b) {
        int letter = (b | 0x20) - 'a';
        int digit = b - '0';
        return b >= (byte) 0xC0 && (b < 0 || ((letter < 0 || letter > 'z' - 'a') && (digit < 0 || digit > 9)));
    }

    /** {@return the bits of those of 64 bytes that are one ASCII character} */
    static long equal(byte[] bytes, int start, char character) {
        long all = 0;
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, start + i);
            long other = eight ^ (character * ONES);
            all |= gather(~(((other & ~HIGH_BITS) + ~HIGH_BITS) | other)) << i;
        }
        return all;
    }

    /** {@return the bits of those of 64 bytes that are a sign of punctuation in "Learn Your Tokens", save dashes} */
    static long signs(byte[] bytes, int start) {
        long all = 0;
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, start + i);
            long low = eight & ~HIGH_BITS;
            long any = inRange(low, '\n', '\n')
                    | inRange(low, '!', '!')
                    | inRange(low, '\'', '\'')
                    | inRange(low, ',', ',')
                    | inRange(low, '.', '.')
                    | inRange(low, ':', ';')
                    | inRange(low, '?', '?');
            all |= gather(any & ~eight) << i;
        }
        return all;
    }

    /** Sets the high bit of each byte that is in a range; the other bits mean nothing. The bytes have no high bits. */
    private static long inRange(long low, char first, char last) {
        return (low + (0x80 - first) * ONES) & ~(low + (0x7F - last) * ONES);
    }

    /** Gathers the high bits of eight bytes in the lowest byte. */
    private static long gather(long bytes) {
        return (((bytes & HIGH_BITS) >>> 7) * GATHER) >>> 56;
    }
}
