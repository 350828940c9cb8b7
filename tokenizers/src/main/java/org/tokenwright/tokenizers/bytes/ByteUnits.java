package org.tokenwright.tokenizers.bytes;

/** Every byte is an id. */
final class ByteUnits implements Units {
    private final int[] ids;

    /**
     * Creates units.
     *
     * @param ids the id of each byte
     */
    ByteUnits(int[] ids) {
        this.ids = ids.clone();
    }

    @Override
    public int encode(byte[] utf8, int from, int to, int textStart, int[] target, int count) {
        int length = to - from;
        for (int i = 0; i < length; i++) {
            target[count + i] = ids[utf8[from + i] & 0xFF];
        }
        return count + length;
    }

    @Override
    public int length(int id) {
        return 1;
    }
}
