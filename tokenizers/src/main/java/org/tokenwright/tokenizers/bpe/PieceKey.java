package org.tokenwright.tokenizers.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Pretokens as numbers: the bytes of one of up to 15, little-endian, zero-padded, and its length, in two longs. */
final class PieceKey {
    static final int LONGEST = 15;

    /** Up to how many bytes the bytes and the length are in one long: {@link #low}, and the length in the top byte. */
    static final int LONGEST_SINGLE = 7;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** By length: which bits of the first and second eight bytes belong to a pretoken. */
    private static final long[] LOW = new long[LONGEST + 1];

    private static final long[] HIGH = new long[LONGEST + 1];

    static {
        for (int length = 1; length <= LONGEST; length++) {
            LOW[length] = length >= 8 ? -1 : (1L << (8 * length)) - 1;
            HIGH[length] = length <= 8 ? 0 : (1L << (8 * (length - 8))) - 1;
        }
    }

    private PieceKey() {}

    /** {@return bytes 0 to 7} */
    static long low(byte[] bytes, int start, int length) {
        return start + 16 <= bytes.length ? (long) LONGS.get(bytes, start) & LOW[length] : head(bytes, start, length);
    }

    /** {@return bytes 8 to 14, and the length in the top byte} */
    static long high(byte[] bytes, int start, int length) {
        long rest = start + 16 <= bytes.length
                ? (long) LONGS.get(bytes, start + 8) & HIGH[length]
                : head(bytes, start + 8, length - 8);
        return rest | ((long) length << 56);
    }

    /** {@return a hash of a slice of 16 bytes or more} */
    static long hash(byte[] bytes, int start, int end, long secret0, long secret1) {
        long hash = secret1 ^ (end - start);
        for (int at = start; at + 16 <= end; at += 16) {
            hash = mix((long) LONGS.get(bytes, at) ^ secret0, (long) LONGS.get(bytes, at + 8) ^ hash);
        }
        return mix((long) LONGS.get(bytes, end - 16) ^ secret1, (long) LONGS.get(bytes, end - 8) ^ hash);
    }

    /** {@return the two halves of a product of 128 bits, folded into one} */
    static long mix(long a, long b) {
        return (a * b) ^ Math.unsignedMultiplyHigh(a, b);
    }

    /** The first bytes of a slice, at most 8 of them; 0 for a length of 0 or less. */
    private static long head(byte[] bytes, int start, int length) {
        long word = 0;
        for (int i = Math.min(length, 8) - 1; i >= 0; i--) {
            word = (word << 8) | (bytes[start + i] & 0xFF);
        }
        return word;
    }
}
