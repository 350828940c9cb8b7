package org.tokenwright.embeddings.fasttext;

import java.util.Arrays;

/** Counts the words and labels of a corpus. For one thread. */
final class VocabularyBuilder {
    /** At more different words the rare ones are dropped. */
    private static final int MOST_ENTRIES = 22_500_000;

    private final byte[] labelPrefix;
    private final int mostEntries;
    private WordTable entries = new WordTable(1 << 12);
    private long[] counts = new long[1 << 12];
    private boolean[] labels = new boolean[1 << 12];
    private long tokens;
    private int labelCount;
    private long dropped = 1;
    private boolean lineFirst;

    VocabularyBuilder(byte[] labelPrefix) {
        this(labelPrefix, MOST_ENTRIES);
    }

    VocabularyBuilder(byte[] labelPrefix, int mostEntries) {
        this.labelPrefix = labelPrefix;
        this.mostEntries = mostEntries;
    }

    /** Puts {@code </s>} before all words from now on, however frequent it is. */
    void putEndOfLineFirst() {
        lineFirst = true;
    }

    /** Counts a word of the corpus. */
    void count(byte[] bytes, int from, int to) {
        add(bytes, from, to);
        if (entries.size() > mostEntries) {
            dropped++;
            drop(dropped, dropped);
        }
    }

    /** Adds one to the count of a word. */
    void add(byte[] bytes, int from, int to) {
        tokens++;
        int id = entries.add(bytes, from, to);
        if (id == counts.length) {
            int capacity = id + (id >> 1);
            counts = Arrays.copyOf(counts, capacity);
            labels = Arrays.copyOf(labels, capacity);
        }
        if (counts[id]++ == 0) {
            int length = labelPrefix.length;
            labels[id] = to - from >= length && Arrays.equals(bytes, from, from + length, labelPrefix, 0, length);
        }
    }

    /**
     * Orders words before labels and both by descending count, as the C++ program orders them, and drops the rare ones.
     *
     * @param minCount how often a word must occur
     * @param minLabelCount how often a label must occur
     */
    void drop(long minCount, long minLabelCount) {
        int[] order = new int[entries.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        int first = lineFirst ? entries.find(WordReader.END_OF_LINE, 0, WordReader.END_OF_LINE.length) : -1;
        IntroSort.sort(order, (a, b) -> {
            if (a == first || b == first) {
                return a == first && b != first;
            }
            return labels[a] == labels[b] ? counts[a] > counts[b] : labels[b];
        });
        int kept = 0;
        labelCount = 0;
        for (int id : order) {
            if (counts[id] >= (labels[id] ? minLabelCount : minCount)) {
                order[kept++] = id;
                labelCount += labels[id] ? 1 : 0;
            }
        }
        int[] chosen = Arrays.copyOf(order, kept);
        long[] newCounts = new long[Math.max(1 << 12, kept)];
        boolean[] newLabels = new boolean[newCounts.length];
        for (int i = 0; i < kept; i++) {
            newCounts[i] = counts[chosen[i]];
            newLabels[i] = labels[chosen[i]];
        }
        entries = entries.select(chosen);
        counts = newCounts;
        labels = newLabels;
    }

    int size() {
        return entries.size();
    }

    /** {@return how many labels were left by {@link #drop}} */
    int labelCount() {
        return labelCount;
    }

    /** {@return a builder with the same words, to drop some of them and to add others afterwards} */
    VocabularyBuilder copy() {
        VocabularyBuilder copy = new VocabularyBuilder(labelPrefix, mostEntries);
        copy.entries = entries;
        copy.counts = counts;
        copy.labels = labels;
        copy.tokens = tokens;
        copy.labelCount = labelCount;
        copy.lineFirst = lineFirst;
        return copy;
    }

    WordTable entries() {
        return entries;
    }

    long count(int id) {
        return counts[id];
    }

    boolean isLabel(int id) {
        return labels[id];
    }

    /** {@return how many words and labels were counted, each as often as it came} */
    long tokens() {
        return tokens;
    }

    /** {@return the words and labels that {@link #drop} left, as the dictionary of a model} */
    Dictionary build(ModelArguments arguments) {
        int size = entries.size();
        return new Dictionary(
                arguments, entries, Arrays.copyOf(counts, size), size - labelCount, tokens, null, labelPrefix);
    }
}
