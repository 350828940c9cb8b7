package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows and labels of one line, for a classifier. For one thread. */
final class LineFeatures {
    private final Dictionary dictionary;
    private final @Nullable Subwords subwords;
    private final int wordNgrams;
    private final int maxNgram;
    private final RowList rows = new RowList();
    private final RowList labels = new RowList();
    private final RowList hashes = new RowList();

    LineFeatures(Dictionary dictionary) {
        this(dictionary, null);
    }

    /**
     * Creates the object.
     *
     * @param dictionary the words
     * @param subwords rows of known words, or null to compute them whenever they are needed
     */
    LineFeatures(Dictionary dictionary, @Nullable Subwords subwords) {
        this.dictionary = dictionary;
        this.subwords = subwords;
        wordNgrams = dictionary.arguments().wordNgrams();
        maxNgram = dictionary.arguments().maxNgram();
    }

    /** {@return the rows of words, then those of n-grams of words} */
    RowList rows() {
        return rows;
    }

    /** {@return the known labels, counted from 0} */
    RowList labels() {
        return labels;
    }

    /** Reads words to the end of a line. {@return how many tokens were read} */
    int read(WordReader words) throws IOException {
        rows.clear();
        labels.clear();
        hashes.clear();
        int tokens = 0;
        while (words.next()) {
            tokens++;
            add(words.word(), words.start(), words.end());
            if (words.endOfLine()) {
                break;
            }
        }
        if (wordNgrams > 1) {
            addWordNgrams();
        }
        return tokens;
    }

    private void add(byte[] bytes, int from, int to) {
        int id = dictionary.find(bytes, from, to);
        if (id >= dictionary.words()) {
            labels.add(id - dictionary.words());
        } else if (id >= 0 || !dictionary.looksLikeLabel(bytes, from, to)) {
            if (id >= 0 && maxNgram <= 0) {
                rows.add(id);
            } else if (id >= 0 && subwords != null) {
                int[] known = subwords.rows(id);
                rows.addAll(known, 0, known.length);
            } else {
                dictionary.addRows(id, bytes, from, to, rows);
            }
            if (wordNgrams > 1) {
                hashes.add(dictionary.hash(id, bytes, from, to));
            }
        }
    }

    private void addWordNgrams() {
        int count = hashes.size();
        for (int i = 0; i < count; i++) {
            long hash = hashes.get(i);
            int end = (int) Math.min(count, (long) i + wordNgrams);
            for (int j = i + 1; j < end; j++) {
                hash = hash * 116049371 + hashes.get(j);
                int row = dictionary.row(hash);
                if (row >= 0) {
                    rows.add(row);
                }
            }
        }
    }
}
