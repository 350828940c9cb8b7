package org.tokenwright.text;

import java.nio.ByteBuffer;

/** Reads structs in Thrift's compact protocol, of which it can pass over any field. For one thread. */
final class ThriftReader {
    /*
     * What is read here is read again by hardwood, so a length may pass only if both find it at the same place. Hardwood
     * takes a field of another type than the format's for an unknown one, some lists and numbers for what they should be,
     * and a truth value in a list for nothing. Here each of these is malformed.
     */
    static final int I32 = 5;
    static final int BINARY = 8;
    static final int STRUCT = 12;

    private static final int STOP = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;

    private static final int MAX_DEPTH = 16;

    private final ByteBuffer bytes;
    private int type;
    private int depth;

    ThriftReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** What is read is no struct, or is cut off. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message, null, false, false);
        }
    }

    /** Takes a field of a struct: it reads the value or skips it. */
    interface FieldReader {
        void read(int field) throws MalformedException;
    }

    /** {@return how many bytes have been read} */
    int position() {
        return bytes.position();
    }

    /**
     * Reads a struct, which may be the value of a field.
     *
     * @param fields is called for each field
     */
    void readStruct(FieldReader fields) throws MalformedException {
        if (depth > 0) {
            expect(STRUCT);
        }
        enter();
        int field = 0;
        for (int head = next(); head != STOP; head = next()) {
            int step = head >> 4;
            field = (short) (step == 0 ? zigzag() : field + step);
            type = head & 0xf;
            fields.read(field);
        }
        depth--;
    }

    /**
     * Reads the value of a field that is a list.
     *
     * @param elementType the type of the elements
     * @param most how many there may be
     * @param element reads or skips an element; it is given the element's number
     */
    void readList(int elementType, int most, FieldReader element) throws MalformedException {
        expect(LIST);
        int head = next();
        long size = listSize(head);
        if (size > most) {
            throw new MalformedException("a list of " + size + " elements where at most " + most + " belong");
        }
        if (size > 0 && (head & 0xf) != elementType) {
            throw new MalformedException(
                    "a list of type " + (head & 0xf) + " where one of type " + elementType + " belongs");
        }
        enter();
        for (int i = 0; i < size; i++) {
            type = elementType;
            element.read(i);
        }
        depth--;
    }

    /** {@return the value of a field that is a number of 32 bits} */
    int readInt() throws MalformedException {
        expect(I32);
        return Math.toIntExact(Math.clamp(zigzag(), Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    /** {@return the value of a field that is a number of 64 bits} */
    long readLong() throws MalformedException {
        expect(I64);
        return zigzag();
    }

    /** {@return the value of a field that is a truth value} */
    boolean readBoolean() throws MalformedException {
        if (type != TRUE && type != FALSE) {
            throw new MalformedException("type " + type + " where a truth value belongs");
        }
        return type == TRUE;
    }

    /** Passes over the value of a field. */
    void skip() throws MalformedException {
        switch (type) {
            case TRUE, FALSE -> {}
            case BYTE -> skipBytes(1);
            case I16, I32, I64 -> varint();
            case DOUBLE -> skipBytes(Double.BYTES);
            case BINARY -> skipBytes(varint());
            case LIST, SET -> skipList();
            case STRUCT -> readStruct(field -> skip());
            case MAP -> throw new MalformedException("a map, which Parquet has nowhere");
            default -> throw new MalformedException("a field of type " + type);
        }
    }

    private void skipList() throws MalformedException {
        int head = next();
        int elementType = head & 0xf;
        long size = listSize(head);
        if (size > 0 && (elementType == TRUE || elementType == FALSE)) {
            throw new MalformedException("a list of truth values");
        }
        enter();
        for (long i = 0; i < size; i++) {
            type = elementType;
            skip();
        }
        depth--;
    }

    /** Each element takes a byte or more. */
    private long listSize(int head) throws MalformedException {
        long size = head >> 4 == 0xf ? varint() : head >> 4;
        if (size < 0 || size > bytes.remaining()) {
            throw new MalformedException("a list of " + size + " elements in " + bytes.remaining() + " bytes");
        }
        return size;
    }

    private void enter() throws MalformedException {
        if (depth == MAX_DEPTH) {
            throw new MalformedException("values nested deeper than " + MAX_DEPTH);
        }
        depth++;
    }

    private void expect(int expected) throws MalformedException {
        if (type != expected) {
            throw new MalformedException("type " + type + " where type " + expected + " belongs");
        }
    }

    private int next() throws MalformedException {
        if (!bytes.hasRemaining()) {
            throw new MalformedException("it is cut off");
        }
        return bytes.get() & 0xff;
    }

    private void skipBytes(long count) throws MalformedException {
        if (count < 0 || count > bytes.remaining()) {
            throw new MalformedException("it is cut off");
        }
        bytes.position(bytes.position() + (int) count);
    }

    private long zigzag() throws MalformedException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    private long varint() throws MalformedException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int b = next();
            value |= (b & 0x7fL) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new MalformedException("a number of more than ten bytes");
    }
}
