package org.tokenwright.tokenizers.codelength;

/** Reads the decisions of a {@link RangeEncoder}. For one thread. */
final class RangeDecoder {
    /*
     * VALUE is how far the message is above the encoder's LOW; behind the end there are zeros. Foreign bytes can make it as large
     * as the range, which gives decisions like others: that the message is exhausted at its end and what is checked by the
     * caller tells them from ours.
     */
    private final byte[] bytes;
    private final int size;
    private int position;
    private long value;
    private long range = -1;

    /**
     * Begins a message.
     *
     * @param bytes begin with it
     * @param size its length
     */
    RangeDecoder(byte[] bytes, int size) {
        this.bytes = bytes;
        this.size = size;
        for (int i = 0; i < Long.BYTES; i++) {
            shift();
        }
    }

    private void shift() {
        int next = position < size ? bytes[position] & 0xFF : 0;
        position++;
        value = value << Byte.SIZE | next;
    }

    /** {@return whether the next decision's interval begins at a place or above it} */
    boolean isAtOrAbove(long place) {
        return Long.compareUnsigned(value, RangeEncoder.scaled(range, place)) >= 0;
    }

    /** Goes behind a decision. */
    void take(long from, long to) {
        long start = RangeEncoder.scaled(range, from);
        value -= start;
        range = RangeEncoder.scaled(range, to) - start;
        while (range >>> RangeEncoder.LEAST_RANGE_BITS == 0) {
            shift();
            range <<= Byte.SIZE;
        }
    }

    /** {@return how many bytes a message of the decisions taken has} */
    int messageSize() {
        return position - Long.BYTES + 1;
    }
}
