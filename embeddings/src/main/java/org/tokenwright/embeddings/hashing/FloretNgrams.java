package org.tokenwright.embeddings.hashing;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * The rows of a word in floret: of the whole bracketed word and then of its n-grams, each of which has 1 to 4 rows. They are the
 * numbers of 32 bits in its {@link MurmurHash#hash128(byte[], int, int, int, long[]) MurmurHash3} modulo the number of rows. An
 * n-gram that is the whole word counts again. Costs O(bytes * longest * longest).
 *
 * @param tableRows the number of rows
 * @param shortest the fewest characters of an n-gram
 * @param longest the most characters of an n-gram, at most 100; 0 for no n-grams
 * @param hashes how many rows each entry has, 1 to 4
 * @param seed the seed of the hash, as an unsigned number
 * @param before what is put before each word
 * @param behind what is put behind each word
 */
public record FloretNgrams(int tableRows, int shortest, int longest, int hashes, int seed, String before, String behind)
        implements WordRows {
    /** The seed that floret always has. */
    public static final int DEFAULT_SEED = 0x811c9dc5;

    /** Checks the numbers, and that neither bracket is empty, holds white space, or is longer than 64 bytes. */
    public FloretNgrams {
        Hashing.checkRows(tableRows);
        CharacterNgrams.check(shortest, longest);
        if (hashes < 1 || hashes > Hashing.KEYS) {
            throw new IllegalArgumentException(hashes + " hashes, expected 1 to " + Hashing.KEYS);
        }
        checkBracket(before);
        checkBracket(behind);
    }

    private static void checkBracket(String bracket) {
        int bytes = Texts.utf8(bracket).length;
        if (bytes == 0 || bytes > FloretFile.MAX_FIELD_BYTES || bracket.chars().anyMatch(FloretFile::isSpace)) {
            throw new IllegalArgumentException("the bracket \"" + bracket + "\" of " + bytes
                    + " bytes, expected one of 1 to " + FloretFile.MAX_FIELD_BYTES + " bytes without white space");
        }
    }

    /**
     * {@return the rule with the brackets and the seed that floret has}
     *
     * @param tableRows the number of rows
     * @param shortest the fewest characters of an n-gram
     * @param longest the most characters of an n-gram, at most 100; 0 for no n-grams
     * @param hashes how many rows each entry has, 1 to 4
     */
    public static FloretNgrams of(int tableRows, int shortest, int longest, int hashes) {
        return new FloretNgrams(tableRows, shortest, longest, hashes, DEFAULT_SEED, "<", ">");
    }

    @Override
    public void forEach(byte[] utf8, int start, int end, IntConsumer row) {
        Objects.checkFromToIndex(start, end, utf8.length);
        if (start == end) {
            return;
        }
        byte[] first = before.getBytes(StandardCharsets.UTF_8);
        byte[] last = behind.getBytes(StandardCharsets.UTF_8);
        byte[] word = new byte[first.length + (end - start) + last.length];
        System.arraycopy(first, 0, word, 0, first.length);
        System.arraycopy(utf8, start, word, first.length, end - start);
        System.arraycopy(last, 0, word, word.length - last.length, last.length);
        long[] hash = new long[2];
        tell(word, 0, word.length, hash, row);
        new CharacterNgrams(shortest, longest).forEach(word, (from, to) -> tell(word, from, to, hash, row));
    }

    /**
     * Tells the rows of one entry: a word with its brackets, or an n-gram of one.
     *
     * @param utf8 the array that holds the entry
     * @param start index of its first byte
     * @param end index behind its last byte
     * @param row takes each row, 0 to {@link #tableRows()} exclusive
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     */
    public void forEachOfNgram(byte[] utf8, int start, int end, IntConsumer row) {
        tell(utf8, start, end, new long[2], row);
    }

    private void tell(byte[] word, int start, int end, long[] hash, IntConsumer row) {
        MurmurHash.hash128(word, start, end, seed, hash);
        for (int key = 0; key < hashes; key++) {
            row.accept(Hashing.row(hash, key, tableRows));
        }
    }
}
