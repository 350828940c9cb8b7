package org.tokenwright.embeddings.fasttext;

import java.util.Arrays;

/** The rows of each known word, computed once. Immutable. */
final class Subwords {
    private final int[][] rows;

    Subwords(Dictionary dictionary) {
        rows = new int[dictionary.words()][];
        WordTable entries = dictionary.entries();
        RowList list = new RowList();
        for (int id = 0; id < rows.length; id++) {
            list.clear();
            dictionary.addRows(id, entries.arena(), entries.start(id), entries.end(id), list);
            rows[id] = Arrays.copyOf(list.array(), list.size());
        }
    }

    int[] rows(int id) {
        return rows[id];
    }
}
