package org.tokenwright.text;

import java.nio.ByteBuffer;

/** Reads structs in Thrift's compact protocol, of which it can pass over any field. For one thread. */
final class ThriftReader {
    private static final int STOP = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;

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
            field = step == 0 ? (int) zigzag() : field + step;
            type = head & 0xf;
            fields.read(field);
        }
        depth--;
    }

    /**
     * Reads the value of a field that is a list.
     *
     * @param element reads or skips an element; it is given the element's number
     */
    void readList(FieldReader element) throws MalformedException {
        expect(LIST);
        int head = next();
        int elementType = head & 0xf;
        long size = head >> 4 == 0xf ? varint() : head >> 4;
        if (size < 0 || size > bytes.remaining()) {
            throw new MalformedException("a list of " + size + " elements");
        }
        enter();
        for (int i = 0; i < size; i++) {
            type = elementType;
            element.read(i);
        }
        depth--;
    }

    /** {@return the value of a field that is a number} */
    long readInteger() throws MalformedException {
        if (type != I16 && type != I32 && type != I64) {
            throw new MalformedException("type " + type + " where a number belongs");
        }
        return zigzag();
    }

    /** Passes over the value of a field. */
    void skip() throws MalformedException {
        switch (type) {
            case TRUE, FALSE -> {}
            case BYTE -> skipBytes(1);
            case I16, I32, I64 -> varint();
            case DOUBLE -> skipBytes(Double.BYTES);
            case BINARY -> skipBytes(varint());
            case LIST, SET -> {
                type = LIST;
                readList(i -> skipElement());
            }
            case STRUCT -> readStruct(field -> skip());
            case MAP -> throw new MalformedException("a map, which no page header has");
            default -> throw new MalformedException("a field of type " + type);
        }
    }

    /** In lists, unlike in structs, a truth value takes a byte. */
    private void skipElement() throws MalformedException {
        if (type == TRUE || type == FALSE) {
            skipBytes(1);
        } else {
            skip();
        }
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
