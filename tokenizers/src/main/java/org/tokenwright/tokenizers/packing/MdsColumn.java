package org.tokenwright.tokenizers.packing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A column of an MDS shard.
 *
 * @param name its name
 * @param encoding its encoding, as the format names it
 * @param bytes the size of each value, or {@link #VARIABLE}
 */
record MdsColumn(String name, String encoding, int bytes) {
    /** Values are not all of one size. */
    static final int VARIABLE = -1;

    /** {@return a column of arrays of one length} */
    static MdsColumn ofArrays(String name, TokenType type, int length) {
        return new MdsColumn(name, "ndarray:" + type.externalName() + ":" + length, length * type.bytes());
    }

    /** {@return a column of arrays of any length} */
    static MdsColumn ofArrays(String name, TokenType type) {
        return new MdsColumn(name, "ndarray:" + type.externalName(), VARIABLE);
    }

    /** {@return the value of an array of any length, which must not be empty: its dimensions, its shape, its numbers} */
    static byte[] array(TokenType type, int[] numbers) {
        int shapeCode = numbers.length < 1 << 8 ? 0 : numbers.length < 1 << 16 ? 1 : 2;
        ByteBuffer value = ByteBuffer.allocate(1 + (1 << shapeCode) + numbers.length * type.bytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) (1 << 2 | shapeCode));
        switch (shapeCode) {
            case 0 -> value.put((byte) numbers.length);
            case 1 -> value.putShort((short) numbers.length);
            default -> value.putInt(numbers.length);
        }
        type.put(numbers, 0, numbers.length, value);
        return value.array();
    }
}
