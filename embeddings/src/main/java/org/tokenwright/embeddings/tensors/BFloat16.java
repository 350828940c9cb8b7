package org.tokenwright.embeddings.tensors;

/**
 * The 16-bit floats with the exponent of a float: its upper half. For IEEE's 16-bit floats see {@link Float#floatToFloat16}.
 */
final class BFloat16 {
    private static final int QUIET = 0x40;

    private BFloat16() {}

    /**
     * {@return the float of the same value}
     *
     * @param bits the bits of a bfloat16
     */
    static float toFloat(short bits) {
        return Float.intBitsToFloat(bits << Short.SIZE);
    }

    /**
     * {@return the bits of the nearest bfloat16, of two the even one} What is beyond the largest becomes infinite; a NaN stays
     * one, quiet, with the upper bits of its payload.
     *
     * @param value the value
     */
    static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) { // a carry must not make it infinite
            return (short) ((bits >>> Short.SIZE) | QUIET);
        }
        return (short) ((bits + 0x7FFF + ((bits >>> Short.SIZE) & 1)) >>> Short.SIZE);
    }
}
