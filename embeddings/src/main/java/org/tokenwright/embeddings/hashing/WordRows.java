package org.tokenwright.embeddings.hashing;

import java.util.function.IntConsumer;

/** Which rows of a table a word has, as a function of its bytes. Immutable, safe for any number of threads. */
public interface WordRows {
    /** {@return the number of rows of the table} */
    int tableRows();

    /**
     * Tells the rows of a word, in a fixed order; a row can come more than once, and then counts more than once. A word of no
     * bytes has none.
     *
     * @param utf8 the array that holds the word
     * @param start index of its first byte
     * @param end index behind its last byte
     * @param row takes each row, 0 to {@link #tableRows()} exclusive
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     */
    void forEach(byte[] utf8, int start, int end, IntConsumer row);

    /**
     * {@return the rows of a word}
     *
     * @param word the word
     * @throws IllegalArgumentException if it holds an unpaired surrogate
     */
    default int[] rows(String word) {
        IntConsumerList rows = new IntConsumerList();
        byte[] utf8 = Texts.utf8(word);
        forEach(utf8, 0, utf8.length, rows);
        return rows.toArray();
    }
}
