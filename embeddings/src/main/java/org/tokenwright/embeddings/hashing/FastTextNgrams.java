package org.tokenwright.embeddings.hashing;

import java.util.Objects;
import java.util.function.IntConsumer;
import org.tokenwright.embeddings.rules.SubwordHashes;

/**
 * The rows of the n-grams of a word in fastText: each n-gram of {@code <word>} of the given lengths has the row that
 * its hash says: FNV-1a of 32 bits, into which bytes from 0x80 on enter as negative numbers, modulo the number of rows. ("Enriching Word Vectors with Subword Information", Bojanowski et al. 2017.) They count from 0: in a
 * model of fastText they stand behind the rows of the words. Costs O(bytes * longest).
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
        if (start < end) {
            SubwordHashes.ngrams(
                    utf8,
                    start,
                    end,
                    shortest,
                    longest,
                    (hash, from, to) -> row.accept(Integer.remainderUnsigned(hash, tableRows)));
        }
    }
}
