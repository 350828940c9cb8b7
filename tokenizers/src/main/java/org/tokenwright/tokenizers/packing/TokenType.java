package org.tokenwright.tokenizers.packing;

import java.nio.ByteBuffer;

/** How an id is stored, little-endian. */
enum TokenType {
    /** Two bytes without a sign. */
    UINT16(2, 8, "uint16", "<u2", 0xFFFF),
    /** Four bytes; ids are not negative, so that it does not matter whether there is a sign. */
    INT32(4, 4, "int32", "<i4", Integer.MAX_VALUE);

    /** Megatron leaves the ids from here on to four bytes, though two would do for a few more. */
    private static final int MEGATRON_WIDE_FROM = 65_500;

    private final int bytes;
    private final int megatronCode;
    private final String externalName;
    private final String numpyName;
    private final int greatestId;

    TokenType(int bytes, int megatronCode, String externalName, String numpyName, int greatestId) {
        this.bytes = bytes;
        this.megatronCode = megatronCode;
        this.externalName = externalName;
        this.numpyName = numpyName;
        this.greatestId = greatestId;
    }

    /** {@return the smallest type for a number of ids} */
    static TokenType of(int vocabularySize) {
        return vocabularySize <= UINT16.greatestId + 1 ? UINT16 : INT32;
    }

    /** {@return the type that Megatron takes for a number of ids} */
    static TokenType ofMegatron(int vocabularySize) {
        return vocabularySize < MEGATRON_WIDE_FROM ? UINT16 : INT32;
    }

    int bytes() {
        return bytes;
    }

    int megatronCode() {
        return megatronCode;
    }

    /** {@return the name in numpy and MDS: {@code uint16}} */
    String externalName() {
        return externalName;
    }

    /** {@return the name in the header of a {@code .npy} file: {@code <u2}} */
    String numpyName() {
        return numpyName;
    }

    /**
     * Appends ids to a buffer.
     *
     * @throws IllegalArgumentException if an id cannot be stored; those before it are in the buffer
     */
    void put(int[] ids, int start, int end, ByteBuffer target) {
        for (int i = start; i < end; i++) {
            put(ids[i], target);
        }
    }

    void put(int id, ByteBuffer target) {
        if (id < 0 || id > greatestId) {
            throw new IllegalArgumentException(
                    "an id is " + id + ", expected 0 to " + greatestId + ", what " + externalName + " can hold");
        }
        if (this == UINT16) {
            target.putShort((short) id);
        } else {
            target.putInt(id);
        }
    }

    /** Takes ids from a buffer. */
    void get(ByteBuffer source, int[] ids, int start, int end) {
        for (int i = start; i < end; i++) {
            ids[i] = this == UINT16 ? Short.toUnsignedInt(source.getShort()) : source.getInt();
        }
    }
}
