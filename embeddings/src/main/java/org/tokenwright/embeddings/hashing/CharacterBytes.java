package org.tokenwright.embeddings.hashing;

import org.tokenwright.embeddings.VectorTable;

/** The part of the bytes at both ends of a token. */
record CharacterBytes(VectorTable table) implements TokenPart {
    private static final int BYTES = 256;

    /** Stands where a token has no more bytes; UTF-8 does not have it. */
    private static final int PADDING = 255;

    CharacterBytes {
        if (table.rows() < 1 || table.rows() > Integer.MAX_VALUE || table.rows() % BYTES != 0) {
            throw new IllegalArgumentException(
                    "a table of " + table.rows() + " rows, expected " + BYTES + " for each byte that is looked at");
        }
        Math.multiplyExact((int) (table.rows() / BYTES), table.dimension());
    }

    private int places() {
        return (int) (table.rows() / BYTES);
    }

    @Override
    public int dimension() {
        return places() * table.dimension();
    }

    @Override
    public TokenPart over(VectorTable other) {
        if (other.rows() != table.rows() || other.dimension() != table.dimension()) {
            throw new IllegalArgumentException("a table of " + other.rows() + " rows of " + other.dimension()
                    + ", expected " + table.rows() + " of " + table.dimension());
        }
        return new CharacterBytes(other);
    }

    @Override
    public void embed(String token, float[] vector, int offset) {
        byte[] utf8 = Texts.utf8(token);
        for (int place = 0; place < places(); place++) {
            table.copy(row(utf8, place), vector, offset + place * table.dimension());
        }
    }

    @Override
    public void addGradient(String token, float[] gradient, int offset, TrainableTable trained) {
        over(trained);
        byte[] utf8 = Texts.utf8(token);
        for (int place = 0; place < places(); place++) {
            trained.addGradient(row(utf8, place), 1, gradient, offset + place * table.dimension());
        }
    }

    private static int row(byte[] utf8, int place) {
        int index = place % 2 == 0 ? place / 2 : utf8.length - 1 - place / 2;
        return place * BYTES + (place < utf8.length ? utf8[index] & 0xFF : PADDING);
    }
}
