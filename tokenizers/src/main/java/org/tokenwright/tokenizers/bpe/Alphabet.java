package org.tokenwright.tokenizers.bpe;

/** The bytes that every vocabulary begins with, in ascending order from id 0. */
public enum Alphabet {
    /** All 256 bytes: any input can be encoded. */
    BYTES("bytes"),
    /** The 243 bytes that well-formed UTF-8 can hold: all but C0, C1 and F5 to FF. */
    UTF8("utf8");

    private final String label;

    Alphabet(String label) {
        this.label = label;
    }

    /**
     * {@return the name by which commands and files know the alphabet}
     */
    public String label() {
        return label;
    }

    /**
     * {@return number of bytes in the alphabet}
     */
    public int size() {
        return this == BYTES ? 256 : 243;
    }

    /**
     * {@return whether a byte is in the alphabet}
     *
     * @param value a byte, 0 to 255
     */
    public boolean contains(int value) {
        return this == BYTES || (value != 0xC0 && value != 0xC1 && value < 0xF5);
    }

    /**
     * {@return the id of a byte in every vocabulary that begins with this alphabet, or a negative number if it is not in it}
     *
     * @param value a byte, 0 to 255
     */
    public int id(int value) {
        if (!contains(value)) {
            return -1;
        }
        return this == BYTES || value < 0xC0 ? value : value - 2;
    }
}
