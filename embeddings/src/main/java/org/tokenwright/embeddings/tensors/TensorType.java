package org.tokenwright.embeddings.tensors;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the elements of a tensor are. The names are those of safetensors. */
public enum TensorType {
    /** Truth values, a byte each: 0 or 1. */
    BOOL(1, "b1"),
    /** Bytes from 0 to 255. */
    U8(1, "u1"),
    /** Bytes from -128 to 127. */
    I8(1, "i1"),
    /** 8-bit floats with 4 bits of exponent and 3 of fraction, without infinities (OCP "E4M3"). */
    F8_E4M3(1, ""),
    /** 8-bit floats with 5 bits of exponent and 2 of fraction (OCP "E5M2"). */
    F8_E5M2(1, ""),
    /** 16-bit integers. */
    I16(2, "i2"),
    /** 16-bit integers without sign. */
    U16(2, "u2"),
    /** IEEE's 16-bit floats. */
    F16(2, "f2"),
    /** The upper halves of 32-bit floats. */
    BF16(2, ""),
    /** 32-bit integers. */
    I32(4, "i4"),
    /** 32-bit integers without sign. */
    U32(4, "u4"),
    /** 32-bit floats. */
    F32(4, "f4"),
    /** 64-bit integers. */
    I64(8, "i8"),
    /** 64-bit integers without sign. */
    U64(8, "u8"),
    /** 64-bit floats. */
    F64(8, "f8");

    private final int bytes;
    private final String npyName;

    TensorType(int bytes, String npyName) {
        this.bytes = bytes;
        this.npyName = npyName;
    }

    /** {@return the number of bytes of an element} */
    public int bytes() {
        return bytes;
    }

    /** {@return whether elements are floats} */
    public boolean isFloat() {
        return switch (this) {
            case F8_E4M3, F8_E5M2, F16, BF16, F32, F64 -> true;
            default -> false;
        };
    }

    /** {@return numpy's name, without the order of bytes; empty if it has none} */
    String npyName() {
        return npyName;
    }

    /** {@return the names of all types, for messages} */
    static String names() {
        return Arrays.stream(values()).map(TensorType::name).collect(Collectors.joining(", "));
    }

    /**
     * Writes floats as elements of this type, each as the nearest one, of two the even one. Costs O(count).
     *
     * @param values the values
     * @param start the index of the first
     * @param count how many
     * @param target where they are written to, in its order of bytes, at its position, which moves on
     * @throws IllegalArgumentException if this is not F16, BF16, F32, F64 or I8, or if it is I8 and a value is no integer from
     *     -128 to 127
     * @throws java.nio.BufferOverflowException if {@code target} has no room
     */
    public void put(float[] values, int start, int count, ByteBuffer target) {
        for (int i = start; i < start + count; i++) {
            float value = values[i];
            switch (this) {
                case F16 -> target.putShort(Float.floatToFloat16(value));
                case BF16 -> target.putShort(BFloat16.fromFloat(value));
                case F32 -> target.putFloat(value);
                case F64 -> target.putDouble(value);
                case I8 -> target.put(wholeByte(value, i));
                default ->
                    throw new IllegalArgumentException(
                            "floats are written as " + name() + ", expected F16, BF16, F32, F64 or I8");
            }
        }
    }

    private static byte wholeByte(float value, int index) {
        byte whole = (byte) value;
        if (whole != value) {
            throw new IllegalArgumentException(
                    "value " + index + " is " + value + ", expected an integer from -128 to 127");
        }
        return whole;
    }

    /** {@return an element as a double; U64 is rounded} */
    double get(ByteBuffer source, int at) {
        return switch (this) {
            case F8_E4M3 -> e4m3(source.get(at));
            case F8_E5M2 -> Float.float16ToFloat((short) (source.get(at) << Byte.SIZE));
            case F16 -> Float.float16ToFloat(source.getShort(at));
            case BF16 -> BFloat16.toFloat(source.getShort(at));
            case F32 -> source.getFloat(at);
            case F64 -> source.getDouble(at);
            case U64 -> unsigned(source.getLong(at));
            default -> whole(source, at);
        };
    }

    /** {@return an element as a long; U64 as its bits} */
    long whole(ByteBuffer source, int at) {
        return switch (this) {
            case BOOL, I8 -> source.get(at);
            case U8 -> Byte.toUnsignedInt(source.get(at));
            case I16 -> source.getShort(at);
            case U16 -> Short.toUnsignedInt(source.getShort(at));
            case I32 -> source.getInt(at);
            case U32 -> Integer.toUnsignedLong(source.getInt(at));
            case I64, U64 -> source.getLong(at);
            default -> throw new IllegalArgumentException("elements are " + name() + ", expected integers");
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    private static double e4m3(byte bits) {
        int exponent = (bits >>> 3) & 15;
        int fraction = bits & 7;
        if (exponent == 15 && fraction == 7) {
            return Double.NaN;
        }
        double magnitude = exponent == 0 ? fraction * 0x1p-9 : Math.scalb(1 + fraction / 8.0, exponent - 7);
        return bits < 0 ? -magnitude : magnitude;
    }
}
