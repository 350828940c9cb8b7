package org.tokenwright.embeddings.hashing;

import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * The rows of the n-grams of a word in fastText: each n-gram of {@code <word>} of the given lengths has the row that
 * {@link FastTextHash} gives it. ("Enriching Word Vectors with Subword Information", Bojanowski et al. 2017.) They count from 0: in a
 * model of fastText they stand behind the rows of the words. Costs O(bytes * longest * longest).
 *
 * @param tableRows the number of rows
 * @param shortest the fewest characters of an n-gram
 * @param longest the most characters of an n-gram, at most 100; 0 for no n-grams
 */
public record FastTextNgrams(int tableRows, int shortest, int longest) implements WordRows {
    /** Checks the numbers. */
    public FastTextNgrams {
        Hashing.checkRows(tableRows);
        CharacterNgrams.check(shortest, longest);
    }

    @Override
    public void forEach(byte[] utf8, int start, int end, IntConsumer row) {
        Objects.checkFromToIndex(start, end, utf8.length);
        if (start == end) {
            return;
        }
        byte[] word = new byte[end - start + 2];
        word[0] = '<';
        System.arraycopy(utf8, start, word, 1, end - start);
        word[word.length - 1] = '>';
        new CharacterNgrams(shortest, longest)
                .forEach(
                        word,
                        (from, to) ->
                                row.accept(Integer.remainderUnsigned(FastTextHash.hash(word, from, to), tableRows)));
    }
}
