package org.tokenwright.embeddings.hashing;

import java.util.Objects;

/** The hash function of fastText: FNV-1a of 32 bits, but bytes from 0x80 on enter as negative numbers. */
public final class FastTextHash {
    private static final int OFFSET = 0x811c9dc5;
    private static final int PRIME = 16777619;

    private FastTextHash() {}

    /**
     * {@return the hash of a range of bytes, as an unsigned number} Takes time linear in the bytes.
     *
     * @param bytes the array that holds the bytes
     * @param start index of the first
     * @param end index behind the last
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    public static int hash(byte[] bytes, int start, int end) {
        Objects.checkFromToIndex(start, end, bytes.length);
        int hash = OFFSET;
        for (int i = start; i < end; i++) {
            hash = (hash ^ bytes[i]) * PRIME;
        }
        return hash;
    }
}
