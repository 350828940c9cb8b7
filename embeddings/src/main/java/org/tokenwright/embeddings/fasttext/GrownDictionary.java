package org.tokenwright.embeddings.fasttext;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tokenwright.text.CorruptInputException;

/** The dictionary of a model that goes on with another corpus. For one thread. */
final class GrownDictionary {
    /*
     * Old words keep their ids, new ones follow; then come the old labels, then new ones. With hierarchical softmax the tree is
     * that of the counts: those of what is predicted stay as they are, and nothing is added to it.
     */
    private final Dictionary old;
    private final VocabularyBuilder counted;
    private final boolean keepsTargets;
    private boolean hasLabel;
    private final Dictionary dictionary;

    /**
     * Adds what is new.
     *
     * @param old the dictionary of the model
     * @param counted the words of the corpus, ordered
     * @param arguments the arguments of the training; words that are rarer than it says are not added
     * @param minLabelCount how often a label must occur to be added
     * @param corpus the corpus, for messages
     * @throws CorruptInputException if a label is new that cannot be added
     */
    GrownDictionary(Dictionary old, VocabularyBuilder counted, ModelArguments arguments, int minLabelCount, Path corpus)
            throws CorruptInputException {
        this.old = old;
        this.counted = counted;
        keepsTargets = arguments.loss() == FastTextLoss.HIERARCHICAL_SOFTMAX;
        long[] oldCounts = new long[old.entries().size()];
        Arrays.setAll(oldCounts, old::count);
        int[] added = new int[counted.size()];
        int size = 0;
        for (int i = 0; i < counted.size(); i++) {
            int id = find(i);
            boolean label = id < 0 ? counted.isLabel(i) : id >= old.words();
            boolean target = label == arguments.supervised();
            hasLabel |= label;
            if (id >= 0) {
                if (!(target && keepsTargets)) {
                    oldCounts[id] = Math.min(ModelReader.MAX_COUNT - 1, oldCounts[id] + counted.count(i));
                }
            } else if (counted.count(i) >= (label ? minLabelCount : arguments.minCount())) {
                if (label && keepsTargets && arguments.supervised()) {
                    throw new CorruptInputException(
                            corpus.toString(),
                            "the whole file",
                            "the new label " + text(i),
                            "labels of the model: with hierarchical softmax none can be added");
                }
                if (!(target && keepsTargets)) {
                    added[size++] = i;
                }
            }
        }
        dictionary = build(arguments, oldCounts, Arrays.copyOf(added, size));
    }

    private int find(int id) {
        WordTable entries = counted.entries();
        return old.find(entries.arena(), entries.start(id), entries.end(id));
    }

    private String text(int id) {
        return new String(counted.entries().bytes(id), StandardCharsets.UTF_8);
    }

    private Dictionary build(ModelArguments arguments, long[] oldCounts, int[] added) {
        int[] words = IntStream.of(added).filter(id -> !counted.isLabel(id)).toArray();
        int[] labels = IntStream.of(added).filter(counted::isLabel).toArray();
        WordTable entries = new WordTable(oldCounts.length + added.length);
        long[] counts = new long[oldCounts.length + added.length];
        addOld(0, old.words(), oldCounts, entries, counts);
        addNew(words, entries, counts);
        addOld(old.words(), oldCounts.length, oldCounts, entries, counts);
        addNew(labels, entries, counts);
        long tokens = Math.clamp(old.tokens(), 0, Long.MAX_VALUE - counted.tokens()) + counted.tokens();
        return new Dictionary(arguments, entries, counts, old.words() + words.length, tokens, null, old.labelPrefix());
    }

    private void addOld(int from, int to, long[] oldCounts, WordTable entries, long[] counts) {
        WordTable oldEntries = old.entries();
        for (int id = from; id < to; id++) {
            counts[entries.add(oldEntries.arena(), oldEntries.start(id), oldEntries.end(id))] = oldCounts[id];
        }
    }

    private void addNew(int[] ids, WordTable entries, long[] counts) {
        WordTable newEntries = counted.entries();
        for (int id : ids) {
            counts[entries.add(newEntries.arena(), newEntries.start(id), newEntries.end(id))] = counted.count(id);
        }
    }

    Dictionary dictionary() {
        return dictionary;
    }

    /** {@return whether the corpus has a label, old or new} */
    boolean hasLabel() {
        return hasLabel;
    }
}
