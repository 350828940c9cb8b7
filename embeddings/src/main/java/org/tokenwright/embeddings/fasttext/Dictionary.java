package org.tokenwright.embeddings.fasttext;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.hashing.FloretNgrams;
import org.tokenwright.embeddings.rules.SubwordHashes;

/** The words and labels of a model, and which rows of the input matrix a word has. Immutable. */
final class Dictionary {
    /*
     * Ids count words first, then labels. Row i of the input matrix belongs to word i; the rows behind those of the words
     * belong to buckets of n-grams: all of them, or in a pruned model the kept ones.
     */
    private final ModelArguments arguments;
    private final WordTable entries;
    private final long[] counts;
    private final int words;
    private final long tokens;
    private final @Nullable PrunedIndex pruned;
    private final byte[] labelPrefix;
    private final int endOfLine;
    private final int[] hashes;
    private final FrequentWords frequent;

    /** The greatest unsigned long divided by the number of buckets: with it, remainders need no division. */
    private final long reciprocal;

    /** Which buckets a word has in a model of floret, else null. */
    private final @Nullable FloretNgrams floret;

    /**
     * Makes a dictionary.
     *
     * @param arguments the arguments of the model
     * @param entries words, then labels
     * @param counts how often each occurred
     * @param words how many entries are words
     * @param tokens how many tokens the corpus had
     * @param pruned the kept buckets, or null if all are
     * @param labelPrefix with what labels begin
     */
    Dictionary(
            ModelArguments arguments,
            WordTable entries,
            long[] counts,
            int words,
            long tokens,
            @Nullable PrunedIndex pruned,
            byte[] labelPrefix) {
        this.arguments = arguments;
        this.entries = entries;
        this.counts = counts;
        this.words = words;
        this.tokens = tokens;
        this.pruned = pruned;
        this.labelPrefix = labelPrefix;
        endOfLine = entries.find(WordReader.END_OF_LINE, 0, WordReader.END_OF_LINE.length);
        frequent = new FrequentWords(entries);
        reciprocal = arguments.buckets() == 0 ? 0 : Long.divideUnsigned(-1, arguments.buckets());
        hashes = arguments.wordNgrams() > 1 && arguments.supervised() ? hashes(entries) : new int[0];
        floret = !arguments.floret()
                ? null
                : FloretNgrams.of(
                        arguments.buckets(),
                        Math.max(0, arguments.minNgram()),
                        Math.max(0, arguments.maxNgram()),
                        arguments.hashes());
    }

    private static int[] hashes(WordTable entries) {
        int[] hashes = new int[entries.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = SubwordHashes.hash(entries.arena(), entries.start(i), entries.end(i));
        }
        return hashes;
    }

    /**
     * Keeps some of the rows, and all labels.
     *
     * @param rows the rows: those of words in ascending order, then those of n-grams
     * @param newArguments the arguments of the small model
     * @return the dictionary of the matrix that has these rows
     */
    Dictionary prune(int[] rows, ModelArguments newArguments) {
        int keptWords = 0;
        while (keptWords < rows.length && rows[keptWords] < words) {
            keptWords++;
        }
        int[] kept = Arrays.copyOf(rows, keptWords + labels());
        int[] buckets = new int[rows.length - keptWords];
        int[] bucketRows = new int[buckets.length];
        for (int i = 0; i < labels(); i++) {
            kept[keptWords + i] = words + i;
        }
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = rows[keptWords + i] - words;
            bucketRows[i] = i;
        }
        long[] keptCounts = new long[kept.length];
        for (int i = 0; i < kept.length; i++) {
            keptCounts[i] = counts[kept[i]];
        }
        PrunedIndex index = new PrunedIndex(buckets, bucketRows);
        return new Dictionary(newArguments, entries.select(kept), keptCounts, keptWords, tokens, index, labelPrefix);
    }

    ModelArguments arguments() {
        return arguments;
    }

    WordTable entries() {
        return entries;
    }

    long count(int id) {
        return counts[id];
    }

    int words() {
        return words;
    }

    int labels() {
        return entries.size() - words;
    }

    long tokens() {
        return tokens;
    }

    @Nullable
    PrunedIndex pruned() {
        return pruned;
    }

    byte[] labelPrefix() {
        return labelPrefix;
    }

    /** {@return the id of {@code </s>}, or -1} */
    int endOfLine() {
        return endOfLine;
    }

    /** {@return how many rows the input matrix has} */
    long rows() {
        return (long) words + (pruned == null ? arguments.buckets() : pruned.size());
    }

    /** {@return the counts of what is predicted: labels or words} */
    long[] targetCounts() {
        return arguments.supervised()
                ? Arrays.copyOfRange(counts, words, entries.size())
                : Arrays.copyOf(counts, words);
    }

    int find(byte[] bytes, int from, int to) {
        int id = frequent.find(bytes, from, to);
        return id >= 0 ? id : entries.find(bytes, from, to);
    }

    String text(int id) {
        return new String(entries.arena(), entries.start(id), entries.length(id), StandardCharsets.UTF_8);
    }

    /** {@return whether a word that is not known would be a label} */
    boolean looksLikeLabel(byte[] bytes, int from, int to) {
        int length = labelPrefix.length;
        return to - from >= length && Arrays.equals(bytes, from, from + length, labelPrefix, 0, length);
    }

    /** {@return the hash of a word, for n-grams of words} */
    int hash(int id, byte[] bytes, int from, int to) {
        return id < 0 ? SubwordHashes.hash(bytes, from, to) : hashes[id];
    }

    /** {@return which buckets a word has in a model of floret, else null} */
    @Nullable
    FloretNgrams floret() {
        return floret;
    }

    /** {@return the row of an n-gram of characters, or -1} */
    int row(int hash) {
        return row(Integer.toUnsignedLong(hash));
    }

    /** {@return the row of an n-gram of words, or -1} */
    int row(long hash) {
        return rowOfBucket(bucket(hash));
    }

    /** {@return the remainder of an unsigned number: the quotient is right or one too small} */
    private int bucket(long hash) {
        int buckets = arguments.buckets();
        long remainder = hash - Math.unsignedMultiplyHigh(hash, reciprocal) * buckets;
        return (int) (remainder >= buckets ? remainder - buckets : remainder);
    }

    int rowOfBucket(int bucket) {
        if (pruned == null) {
            return words + bucket;
        }
        int row = pruned.find(bucket);
        return row < 0 ? -1 : words + row;
    }

    /**
     * Adds the rows of a word: its own, if it is known, and those of its n-grams of characters. For a label the C++ program
     * takes its id for a row, which belongs to an n-gram if there is one: so it is here.
     *
     * <p>In a model of floret a word has no row of its own, but the most frequent one has: that program takes it for
     * {@code </s>}.
     */
    void addRows(int id, byte[] bytes, int from, int to, RowList rows) {
        if (id >= 0 && (floret == null || id == 0) && (id < words || id < rows())) {
            rows.add(id);
        }
        boolean line = id >= 0 ? id == endOfLine : Arrays.equals(bytes, from, to, WordReader.END_OF_LINE, 0, 4);
        if (line) {
            return;
        }
        if (floret != null) {
            floret.forEach(bytes, from, to, bucket -> rows.addIfKept(rowOfBucket(bucket)));
        } else if (arguments.maxNgram() > 0) {
            rows.addNgrams(this, bytes, from, to);
        }
    }
}
