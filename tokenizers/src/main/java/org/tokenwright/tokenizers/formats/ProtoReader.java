package org.tokenwright.tokenizers.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tokenwright.text.CorruptInputException;

/** Reads a message in the wire format of Protocol Buffers, field by field. For one thread. */
final class ProtoReader {
    /*
     * A field is a tag, field number << 3 | wire type, and a value: a varint (0), 8 bytes (1), a varint that says how many bytes
     * follow (2), 4 bytes (5), or, of old, fields up to a tag of wire type 4 with the same number (3). Nothing is allocated
     * before what it is for is known to be there.
     */
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int GROUP = 3;
    private static final int GROUP_END = 4;
    private static final int FOUR_BYTES = 5;
    private static final int MAX_GROUPS = 64;

    private final String source;
    private final ByteBuffer bytes;
    private int field;
    private int wireType;
    private int fieldStart;

    /**
     * Creates a reader of a whole file.
     *
     * @param source what is read, for messages
     * @param file its content
     */
    ProtoReader(String source, byte[] file) {
        this(source, ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
    }

    private ProtoReader(String source, ByteBuffer bytes) {
        this.source = source;
        this.bytes = bytes;
    }

    /** {@return whether there is another field, which is then to be read or skipped} */
    boolean next() throws CorruptInputException {
        if (!bytes.hasRemaining()) {
            return false;
        }
        readTag();
        if (wireType == GROUP_END) {
            throw corrupt("the end of a group", "a field");
        }
        return true;
    }

    /** {@return number of the field} */
    int field() {
        return field;
    }

    /** {@return an exception about the field} */
    CorruptInputException corrupt(String found, String expected) {
        return corrupt(fieldStart, found, expected);
    }

    /** {@return an exception about the end of the message} */
    CorruptInputException corruptEnd(String found, String expected) {
        return corrupt(bytes.limit(), found, expected);
    }

    private CorruptInputException corrupt(int at, String found, String expected) {
        return new CorruptInputException(source, "byte " + at, found, expected);
    }

    /** {@return index in the file of the field's first byte} */
    int fieldStart() {
        return fieldStart;
    }

    private void readTag() throws CorruptInputException {
        fieldStart = bytes.position();
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) tag & 7;
        if (tag >>> 32 != 0 || field == 0 || wireType > FOUR_BYTES) {
            throw corrupt("tag " + Long.toUnsignedString(tag), "a field number of 1 or more and a wire type of 0 to 5");
        }
    }

    private long varint() throws CorruptInputException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw corrupt(bytes.position(), "the end inside a number", "its next byte");
            }
            byte next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw corrupt("a number of more than 10 bytes", "at most 10");
    }

    private void expect(int expected, String name) throws CorruptInputException {
        if (wireType != expected) {
            throw corrupt("wire type " + wireType + " of " + name, "wire type " + expected);
        }
    }

    /** {@return the field's number} */
    long number(String name) throws CorruptInputException {
        expect(VARINT, name);
        return varint();
    }

    /** {@return whether the field is true} */
    boolean flag(String name) throws CorruptInputException {
        return number(name) != 0;
    }

    /** {@return the field's 32-bit floating-point number} */
    float decimal(String name) throws CorruptInputException {
        expect(FOUR_BYTES, name);
        need(Float.BYTES);
        return bytes.getFloat();
    }

    /** {@return a copy of the field's bytes} */
    byte[] bytes(String name, int most) throws CorruptInputException {
        int length = length(name);
        if (length > most) {
            throw corrupt(name + " of " + length + " bytes", "at most " + most);
        }
        byte[] copy = new byte[length];
        bytes.get(copy);
        return copy;
    }

    /** {@return a reader of the field's message} */
    ProtoReader message(String name) throws CorruptInputException {
        int length = length(name);
        ByteBuffer part = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).limit(bytes.position() + length);
        bytes.position(bytes.position() + length);
        return new ProtoReader(source, part);
    }

    private int length(String name) throws CorruptInputException {
        expect(LENGTH, name);
        return need(varint());
    }

    private int need(long count) throws CorruptInputException {
        if (count < 0 || count > bytes.remaining()) {
            throw corrupt(
                    "a field of " + Long.toUnsignedString(count) + " bytes",
                    "at most " + bytes.remaining() + ", which are left");
        }
        return (int) count;
    }

    /** Passes over the field. */
    void skip() throws CorruptInputException {
        int[] groups = new int[4];
        int depth = 0;
        while (true) {
            switch (wireType) {
                case VARINT -> varint();
                case EIGHT_BYTES -> pass(Long.BYTES);
                case LENGTH -> pass(varint());
                case FOUR_BYTES -> pass(Integer.BYTES);
                case GROUP -> {
                    if (depth == MAX_GROUPS) {
                        throw corrupt("groups nested deeper than " + MAX_GROUPS, "at most as deep");
                    }
                    groups = depth == groups.length ? Arrays.copyOf(groups, 2 * depth) : groups;
                    groups[depth++] = field;
                }
                default -> {
                    if (depth == 0 || groups[--depth] != field) {
                        throw corrupt("the end of group " + field, "the end of the group that was begun last");
                    }
                }
            }
            if (depth == 0) {
                return;
            }
            readTag();
        }
    }

    private void pass(long count) throws CorruptInputException {
        bytes.position(bytes.position() + need(count));
    }
}
