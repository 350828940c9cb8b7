package org.tokenwright.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds bytes, eight at a time. */
final class ByteSearch {
    /*
     * (x - 0x01..01) & ~x & 0x80..80 has the high bit of every zero byte of x set. A borrow can set a bit above a zero
     * byte wrongly, never below one, so in little-endian order the lowest bit set is always right.
     */
    private static final long LOW_BITS = 0x0101010101010101L;

    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ByteSearch() {}

    /**
     * {@return index of the first byte that is the one wanted, or {@code to}}
     *
     * @param bytes the bytes
     * @param from index of the first
     * @param to index behind the last
     * @param wanted the byte to find
     */
    static int indexOf(byte[] bytes, int from, int to, byte wanted) {
        long pattern = (wanted & 0xff) * LOW_BITS;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long hits = zeroBytes((long) LONGS.get(bytes, i) ^ pattern);
            if (hits != 0) {
                return i + Long.numberOfTrailingZeros(hits) / Byte.SIZE;
            }
        }
        while (i < to && bytes[i] != wanted) {
            i++;
        }
        return i;
    }

    /**
     * {@return index of the first byte that is one of two, or {@code to}}
     *
     * @param bytes the bytes
     * @param from index of the first
     * @param to index behind the last
     * @param one a byte to find
     * @param other another byte to find
     */
    static int indexOfEither(byte[] bytes, int from, int to, byte one, byte other) {
        long onePattern = (one & 0xff) * LOW_BITS;
        long otherPattern = (other & 0xff) * LOW_BITS;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            long hits = zeroBytes(eight ^ onePattern) | zeroBytes(eight ^ otherPattern);
            if (hits != 0) {
                return i + Long.numberOfTrailingZeros(hits) / Byte.SIZE;
            }
        }
        while (i < to && bytes[i] != one && bytes[i] != other) {
            i++;
        }
        return i;
    }

    /**
     * {@return how often a byte occurs}
     *
     * @param bytes the bytes
     * @param from index of the first
     * @param to index behind the last
     * @param wanted the byte to count
     */
    static int count(byte[] bytes, int from, int to, byte wanted) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += bytes[i] == wanted ? 1 : 0;
        }
        return count;
    }

    private static long zeroBytes(long x) {
        return (x - LOW_BITS) & ~x & HIGH_BITS;
    }
}
