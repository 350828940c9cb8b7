package org.tokenwright.embeddings.fasttext;

import java.util.Arrays;
import org.tokenwright.embeddings.rules.SubwordHashes;

/** A growing list of rows. For one thread. */
final class RowList {
    private int[] rows = new int[64];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int[] array() {
        return rows;
    }

    int get(int index) {
        return rows[index];
    }

    void add(int row) {
        if (size == rows.length) {
            grow(size + 1);
        }
        rows[size++] = row;
    }

    /** Adds a row, unless it is -1: one that was pruned. */
    void addIfKept(int row) {
        if (row >= 0) {
            add(row);
        }
    }

    void addAll(int[] source, int from, int to) {
        if (rows.length - size < to - from) {
            grow(size + to - from);
        }
        System.arraycopy(source, from, rows, size, to - from);
        size += to - from;
    }

    private void grow(int needed) {
        rows = Arrays.copyOf(rows, Math.max(needed, rows.length + (rows.length >> 1)));
    }

    /** Adds the rows of the n-grams of characters of a word. */
    void addNgrams(Dictionary dictionary, byte[] bytes, int from, int to) {
        ModelArguments arguments = dictionary.arguments();
        SubwordHashes.ngrams(
                bytes,
                from,
                to,
                arguments.minNgram(),
                arguments.maxNgram(),
                (hash, start, end) -> addIfKept(dictionary.row(hash)));
    }
}
