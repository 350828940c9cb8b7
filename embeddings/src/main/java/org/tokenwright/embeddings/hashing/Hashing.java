package org.tokenwright.embeddings.hashing;

/** What the rules of this package share. */
final class Hashing {
    /** How many rows a hash of 128 bits gives. */
    static final int KEYS = 4;

    private Hashing() {}

    static void checkRows(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException(rows + " rows, expected 1 or more");
        }
    }

    static void checkTable(WordRows rows, long tableRows) {
        if (rows.tableRows() != tableRows) {
            throw new IllegalArgumentException(
                    "the table has " + tableRows + " rows, expected " + rows.tableRows() + " as the rule has");
        }
    }

    /** {@return one of the four numbers of 32 bits in a hash: the low half of the first number first} */
    static int row(long[] hash, int key, int rows) {
        return Integer.remainderUnsigned((int) (hash[key / 2] >>> (key % 2 * Integer.SIZE)), rows);
    }
}
