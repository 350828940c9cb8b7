package org.tokenwright.tokenizers.train;

import java.util.zip.CRC32C;

/** A number for each pretoken that follows from its bytes alone; others may have the same. */
final class PretokenKeys {
    private final CRC32C checksum = new CRC32C();
    private final int[] keys;

    /**
     * Makes room.
     *
     * @param size bound of the ids
     */
    PretokenKeys(int size) {
        keys = new int[size];
    }

    void put(int id, byte[] bytes, int start, int end) {
        checksum.reset();
        checksum.update(bytes, start, end - start);
        keys[id] = (int) checksum.getValue();
    }

    /** The keys, by id. */
    int[] all() {
        return keys;
    }
}
