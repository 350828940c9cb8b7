package org.tokenwright.boundary.charboundary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.tokenwright.text.CorruptInputException;

/** Reads a message in the wire format of Protocol Buffers, field by field. For one thread. */
final class ProtoFields {
    /*
     * A field is a tag, field number << 3 | wire type, and a value: a varint (0), 8 bytes (1), a varint that says how many bytes
     * follow (2), or 4 bytes (5). Groups (3 and 4) are of old and not in ONNX. A repeated number is either one field each or all
     * in one of wire type 2: hasMore tells whether the field has another.
     */
    static final int VARINT = 0;
    static final int LENGTH = 2;
    static final int FOUR_BYTES = 5;

    private static final int EIGHT_BYTES = 1;

    private final String source;
    private final ByteBuffer bytes;
    private int field;
    private int wireType;
    private int fieldStart;

    ProtoFields(String source, byte[] file) {
        this(source, ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
    }

    private ProtoFields(String source, ByteBuffer bytes) {
        this.source = source;
        this.bytes = bytes;
    }

    /** {@return whether there is another field, which is then to be read or skipped} */
    boolean next() throws CorruptInputException {
        if (!bytes.hasRemaining()) {
            return false;
        }
        fieldStart = bytes.position();
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) tag & 7;
        boolean known = wireType <= LENGTH || wireType == FOUR_BYTES;
        if (tag >>> Integer.SIZE != 0 || field == 0 || !known) {
            throw corrupt(
                    "tag " + Long.toUnsignedString(tag), "a field number of 1 or more and wire type 0, 1, 2 or 5");
        }
        return true;
    }

    int field() {
        return field;
    }

    /** {@return an exception about the field} */
    CorruptInputException corrupt(String found, String expected) {
        return new CorruptInputException(source, "byte " + fieldStart, found, expected);
    }

    /** {@return an exception about the end of the message} */
    CorruptInputException corruptEnd(String found, String expected) {
        return new CorruptInputException(source, "byte " + bytes.limit(), found, expected);
    }

    /** {@return the field's number} */
    long number(String name) throws CorruptInputException {
        expect(VARINT, name);
        return varint();
    }

    /** {@return the field's text} */
    String text(String name, int most) throws CorruptInputException {
        ProtoFields content = message(name);
        int length = content.bytes.remaining();
        if (length > most) {
            throw corrupt(name + " of " + length + " bytes", "at most " + most);
        }
        byte[] text = new byte[length];
        content.bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** {@return a reader of the field's message} */
    ProtoFields message(String name) throws CorruptInputException {
        expect(LENGTH, name);
        int length = need(varint());
        ByteBuffer part = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).limit(bytes.position() + length);
        bytes.position(bytes.position() + length);
        return new ProtoFields(source, part);
    }

    /** Takes the numbers of a field. */
    interface Numbers {
        /** Takes a number: an integer, or the bits of a float in the lower half. */
        void add(long number) throws CorruptInputException;
    }

    /**
     * Reads a field of a repeated number, whether it is one or all.
     *
     * @param single the wire type of one of them: VARINT or FOUR_BYTES
     * @param name the name of the field
     * @param numbers takes them
     */
    void numbers(int single, String name, Numbers numbers) throws CorruptInputException {
        if (wireType == LENGTH) {
            ProtoFields packed = message(name);
            while (packed.bytes.hasRemaining()) {
                packed.fieldStart = packed.bytes.position();
                numbers.add(packed.value(single));
            }
        } else {
            expect(single, name);
            numbers.add(value(single));
        }
    }

    private long value(int type) throws CorruptInputException {
        if (type == VARINT) {
            return varint();
        }
        need(Float.BYTES);
        return bytes.getInt();
    }

    /** Passes over the field. */
    void skip() throws CorruptInputException {
        switch (wireType) {
            case VARINT -> varint();
            case EIGHT_BYTES -> pass(Long.BYTES);
            case LENGTH -> pass(varint());
            default -> pass(Integer.BYTES);
        }
    }

    private void pass(long count) throws CorruptInputException {
        bytes.position(bytes.position() + need(count));
    }

    private void expect(int expected, String name) throws CorruptInputException {
        if (wireType != expected) {
            throw corrupt("wire type " + wireType + " of " + name, "wire type " + expected);
        }
    }

    private long varint() throws CorruptInputException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw new CorruptInputException(
                        source, "byte " + bytes.position(), "the end inside a number", "its next byte");
            }
            byte next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw corrupt("a number of more than 10 bytes", "at most 10");
    }

    private int need(long count) throws CorruptInputException {
        if (count < 0 || count > bytes.remaining()) {
            throw corrupt(
                    "a field of " + Long.toUnsignedString(count) + " bytes",
                    "at most " + bytes.remaining() + ", which are left");
        }
        return (int) count;
    }
}
