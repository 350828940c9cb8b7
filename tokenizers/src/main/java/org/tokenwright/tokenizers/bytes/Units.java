package org.tokenwright.tokenizers.bytes;

/** How text without special tokens becomes ids. Immutable. */
interface Units {
    /**
     * Encodes a stretch of a text.
     *
     * @param utf8 the array that holds it
     * @param from index of its first byte
     * @param to index behind its last byte
     * @param textStart index of the text's first byte, from which messages count
     * @param ids where the ids go; there is room for one of each byte
     * @param count how many ids are there already
     * @return how many are there then
     * @throws IllegalArgumentException if something of the stretch has no id
     */
    int encode(byte[] utf8, int from, int to, int textStart, int[] ids, int count);

    /** {@return the number of bytes that an id of a stretch stands for} */
    int length(int id);
}
