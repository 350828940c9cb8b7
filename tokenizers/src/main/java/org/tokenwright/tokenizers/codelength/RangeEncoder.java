package org.tokenwright.tokenizers.codelength;

import java.util.Arrays;

/** Turns decisions into bytes, each in as many bits as its probability says. For one thread. */
final class RangeEncoder {
    /*
     * A range coder (Martin 1979) with 64 bits of state. The message so far stands for the numbers from LOW to LOW + RANGE,
     * exclusive, as fractions of 2^64 behind the bytes that are written. A decision takes a part of the range, given in units of
     * 2^-48; the product has 112 bits, of which the upper 64 are kept, so nothing is lost by rounding but the last bits of a range
     * of 2^56 or more: any interval of 2^-48 still has room for 2^8 numbers. A range below 2^56 gives off its first byte. LOW may
     * overflow then and later; the carry goes into the bytes already written, none of which takes more than one.
     *
     * At the end, one byte says which number of the range is meant: the one whose other bits are zero. A range of 2^56 or more
     * holds one.
     */
    /** A part of the range is given in units of 2<sup>-48</sup>. */
    static final int BITS = 48;

    static final long WHOLE = 1L << BITS;

    /** A range has a one among its first bits, above these. */
    static final int LEAST_RANGE_BITS = 56;

    private byte[] bytes = new byte[1 << 12];
    private int size;
    private long low;
    private long range = -1;

    /** Begins anew. */
    void clear() {
        size = 0;
        low = 0;
        range = -1;
    }

    /** {@return where a part of a range begins, as an unsigned number} */
    static long scaled(long range, long part) {
        return part == WHOLE ? range : Math.unsignedMultiplyHigh(range, part << (Long.SIZE - BITS));
    }

    /**
     * Writes a decision of the probability {@code (to - from) / WHOLE}.
     *
     * @param from where its interval begins, 0 or more
     * @param to where it ends, above {@code from} and at most {@link #WHOLE}
     */
    void encode(long from, long to) {
        long start = scaled(range, from);
        addToLow(start);
        range = scaled(range, to) - start;
        while (range >>> LEAST_RANGE_BITS == 0) {
            writeFirstByte();
            low <<= Byte.SIZE;
            range <<= Byte.SIZE;
        }
    }

    /** Writes what is needed to tell the message from all others. */
    void finish() {
        addToLow((1L << LEAST_RANGE_BITS) - 1);
        writeFirstByte();
    }

    private void addToLow(long amount) {
        low += amount;
        if (Long.compareUnsigned(low, amount) < 0) {
            int i = size - 1;
            while (++bytes[i] == 0) {
                i--;
            }
        }
    }

    private void writeFirstByte() {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size << 1);
        }
        bytes[size++] = (byte) (low >>> LEAST_RANGE_BITS);
    }

    /** {@return the array that begins with the message} */
    byte[] bytes() {
        return bytes;
    }

    /** {@return the length of the message} */
    int size() {
        return size;
    }
}
