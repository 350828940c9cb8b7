package org.tokenwright.tokenizers.bytes;

/** Every byte is an id. */
final class ByteUnits implements Units {
    private final int[] ids;

    /** The id of byte 0, if those of the others follow it; else -1. */
    private final int first;

    /**
     * Creates units.
     *
     * @param ids the id of each byte
     */
    ByteUnits(int[] ids) {
        this.ids = ids.clone();
        int offset = ids[0];
        for (int value = 0; value < ids.length; value++) {
            offset = ids[value] == ids[0] + value ? offset : -1;
        }
        first = offset;
    }

    @Override
    public int encode(byte[] utf8, int from, int to, int textStart, int[] target, int count) {
        int length = to - from;
        if (first >= 0) {
            for (int i = 0; i < length; i++) {
                target[count + i] = (utf8[from + i] & 0xFF) + first;
            }
        } else {
            for (int i = 0; i < length; i++) {
                target[count + i] = ids[utf8[from + i] & 0xFF];
            }
        }
        return count + length;
    }

    @Override
    public int length(int id) {
        return 1;
    }
}
