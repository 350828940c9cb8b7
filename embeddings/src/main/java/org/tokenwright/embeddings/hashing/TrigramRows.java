package org.tokenwright.embeddings.hashing;

import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * The rows of a word in T-FREE: every different trigram of its bytes, with a space before and behind the word, has several rows.
 * Words that are alike share trigrams, and so rows. The vector of a word is the {@link HashedWords#sum sum} of its rows, and what
 * a model learns to predict is the {@link #target set} of them. ("T-FREE: Subword Tokenizer-Free Generative LLMs via Sparse
 * Representations for Memory-Efficient Embeddings", Deiseroth et al. 2024.)
 *
 * <p>The rows of a trigram {@code abc} are the MD5 of {@code "ID_K_J"} as a big-endian number modulo the number of rows, {@code ID}
 * being {@code a + 256 b + 65536 c}: for each {@code K} from 0 on the first {@code J} that gives a new row, all in ascending order.
 * With {@code lowerCase} rows, a trigram of ASCII letters and spaces that has upper-case ones takes that many rows, the last, from
 * the trigram in lower case. A word that holds {@code <|} is a special token, and has the rows of the MD5 of {@code "WORD_I"} and
 * {@code "word_lower_I"} instead, in this order.
 *
 * <p>Costs {@code rows} or a few more MD5 sums for each different trigram.
 *
 * @param tableRows the number of rows of the table
 * @param rows how many rows a trigram has, 1 to 1,000; at most half of {@code tableRows}
 * @param lowerCase how many of these are those of the trigram in lower case, 0 to {@code rows}
 */
public record TrigramRows(int tableRows, int rows, int lowerCase) implements WordRows {
    private static final int MAX_ROWS = 1000;
    private static final int SIZE = 3;

    /** Checks the numbers. */
    public TrigramRows {
        Hashing.checkRows(tableRows);
        if (rows < 1 || rows > MAX_ROWS || rows > tableRows / 2) {
            throw new IllegalArgumentException(rows + " rows for a trigram, expected 1 to " + MAX_ROWS
                    + " and at most half of the " + tableRows + " rows of the table");
        }
        if (lowerCase < 0 || lowerCase > rows) {
            throw new IllegalArgumentException(lowerCase + " rows in lower case, expected 0 to " + rows);
        }
    }

    /** {@return the setting of the paper: 10 rows of 32,000 for a trigram, none in lower case} */
    public static TrigramRows ofPaper() {
        return new TrigramRows(32_000, 10, 0);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the word is a special token, is not UTF-8, and {@link #lowerCase} is not 0
     */
    @Override
    public void forEach(byte[] utf8, int start, int end, IntConsumer row) {
        Objects.checkFromToIndex(start, end, utf8.length);
        if (start == end) {
            return;
        }
        MessageDigest md5 = md5();
        if (isSpecial(utf8, start, end)) {
            specialRows(utf8, start, end, md5, row);
            return;
        }
        for (int trigram : trigrams(utf8, start, end)) {
            for (int found : trigramRows(trigram, md5)) {
                row.accept(found);
            }
        }
    }

    /**
     * {@return what a model is to predict for a word: its different rows, ascending}
     *
     * @param word the word
     * @throws IllegalArgumentException if it holds an unpaired surrogate
     */
    public int[] target(String word) {
        return Arrays.stream(rows(word)).sorted().distinct().toArray();
    }

    /** {@return how many trigrams, of {@link #rows} rows each, a word has; a special token counts as one} */
    int trigramCount(byte[] utf8) {
        return isSpecial(utf8, 0, utf8.length) ? 1 : trigrams(utf8, 0, utf8.length).length;
    }

    /** The different trigrams of a word as numbers, in the order in which they come first. */
    static int[] trigrams(byte[] utf8, int start, int end) {
        byte[] word = new byte[end - start + 2];
        word[0] = ' ';
        System.arraycopy(utf8, start, word, 1, end - start);
        word[word.length - 1] = ' ';
        IntLinkedOpenHashSet trigrams = new IntLinkedOpenHashSet();
        for (int i = 0; i + SIZE <= word.length; i++) {
            trigrams.add((word[i] & 0xFF) | (word[i + 1] & 0xFF) << 8 | (word[i + 2] & 0xFF) << 16);
        }
        return trigrams.toIntArray();
    }

    int[] trigramRows(int trigram, MessageDigest md5) {
        int[] found = hashedRows(trigram, md5);
        int lower = inLowerCase(trigram);
        if (lowerCase > 0 && lower != trigram) {
            System.arraycopy(hashedRows(lower, md5), rows - lowerCase, found, rows - lowerCase, lowerCase);
        }
        return found;
    }

    private int[] hashedRows(int trigram, MessageDigest md5) {
        IntOpenHashSet found = new IntOpenHashSet(rows);
        for (int k = 0; k < rows; k++) {
            String prefix = trigram + "_" + k + "_";
            int j = 0;
            while (!found.add(row((prefix + j).getBytes(StandardCharsets.US_ASCII), md5))) {
                j++;
            }
        }
        int[] sorted = found.toIntArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The trigram in lower case, or itself if it holds anything but letters and spaces. */
    private static int inLowerCase(int trigram) {
        int lower = 0;
        for (int shift = 0; shift < SIZE * Byte.SIZE; shift += Byte.SIZE) {
            int character = trigram >>> shift & 0xFF;
            boolean isUpper = character >= 'A' && character <= 'Z';
            boolean isLower = character >= 'a' && character <= 'z';
            if (!isUpper && !isLower && character != ' ') {
                return trigram;
            }
            lower |= (isUpper ? character + ('a' - 'A') : character) << shift;
        }
        return lower;
    }

    private static boolean isSpecial(byte[] utf8, int start, int end) {
        for (int i = start; i + 1 < end; i++) {
            if (utf8[i] == '<' && utf8[i + 1] == '|') {
                return true;
            }
        }
        return false;
    }

    private void specialRows(byte[] utf8, int start, int end, MessageDigest md5, IntConsumer row) {
        for (int i = 0; i < rows - lowerCase; i++) {
            md5.update(utf8, start, end - start);
            row.accept(row(("_" + i).getBytes(StandardCharsets.US_ASCII), md5));
        }
        if (lowerCase > 0) {
            String lower = Texts.string(utf8, start, end).toLowerCase(Locale.ROOT);
            for (int i = 0; i < lowerCase; i++) {
                row.accept(row((lower + "_lower_" + i).getBytes(StandardCharsets.UTF_8), md5));
            }
        }
    }

    /** The row of what was given to the sum, and some bytes more. */
    private int row(byte[] last, MessageDigest md5) {
        long remainder = 0;
        for (byte digit : md5.digest(last)) {
            remainder = (remainder << Byte.SIZE | (digit & 0xFF)) % tableRows;
        }
        return (int) remainder;
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5, this one has not", e);
        }
    }
}
