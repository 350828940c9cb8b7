package org.tokenwright.embeddings.hashing;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The words among which a model of T-FREE chooses. From one logit for each row it gives every word a score: how probable its rows
 * are on average, less how probable the others are on average. Immutable, safe for any number of threads.
 *
 * <pre>
 * s        = sigmoid(logits)
 * S        = sum of s over the target of the word
 * score    = S / (rows * trigrams) - (sum of all s - S) / (tableRows - rows * trigrams)
 * </pre>
 */
public final class TrigramDictionary {
    private final TrigramRows rows;
    private final List<String> words;

    /** The targets, one behind the other. */
    private final int[] targets;

    /** Where each target begins, and where the last ends. */
    private final int[] starts;

    /** For each word the number of its trigrams times the rows of one. */
    private final int[] sizes;

    private TrigramDictionary(TrigramRows rows, List<String> words, int[] targets, int[] starts, int[] sizes) {
        this.rows = rows;
        this.words = words;
        this.targets = targets;
        this.starts = starts;
        this.sizes = sizes;
    }

    /**
     * {@return a dictionary} Costs the rows of all words.
     *
     * @param rows which rows a word has
     * @param words the words, at least one
     * @throws IllegalArgumentException if there is none, one comes twice, is empty, holds an unpaired surrogate, or has so many
     *     trigrams that their rows are as many as the table's
     */
    public static TrigramDictionary of(TrigramRows rows, Collection<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no words, expected at least one");
        }
        Set<String> seen = new LinkedHashSet<>();
        IntConsumerList targets = new IntConsumerList();
        int[] starts = new int[words.size() + 1];
        int[] sizes = new int[words.size()];
        for (String word : words) {
            if (word.isEmpty() || !seen.add(word)) {
                throw new IllegalArgumentException(
                        "word " + seen.size() + " is \"" + word + "\", expected one that is not empty nor comes twice");
            }
            int number = seen.size() - 1;
            long size = (long) rows.trigramCount(Texts.utf8(word)) * rows.rows();
            if (size >= rows.tableRows()) {
                throw new IllegalArgumentException("word " + number + " of " + word.length() + " characters has " + size
                        + " rows, expected fewer than the " + rows.tableRows() + " of the table");
            }
            int[] target = rows.target(word);
            for (int row : target) {
                targets.accept(row);
            }
            starts[number + 1] = Math.addExact(starts[number], target.length);
            sizes[number] = (int) size;
        }
        return new TrigramDictionary(rows, List.copyOf(seen), targets.toArray(), starts, sizes);
    }

    /** {@return the words in their order} */
    public List<String> words() {
        return words;
    }

    /**
     * {@return the score of each word} Costs O(rows of the table and of all words).
     *
     * @param logits one number for each row of the table
     * @throws IllegalArgumentException if there are not as many
     */
    public double[] scores(float... logits) {
        if (logits.length != rows.tableRows()) {
            throw new IllegalArgumentException(logits.length + " logits, expected " + rows.tableRows());
        }
        double[] probabilities = new double[logits.length];
        double all = 0;
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = 1 / (1 + Math.exp(-logits[i]));
            all += probabilities[i];
        }
        double[] scores = new double[words.size()];
        for (int word = 0; word < scores.length; word++) {
            double sum = 0;
            for (int i = starts[word]; i < starts[word + 1]; i++) {
                sum += probabilities[targets[i]];
            }
            scores[word] = sum / sizes[word] + (sum - all) / (rows.tableRows() - sizes[word]);
        }
        return scores;
    }

    /**
     * {@return the probability of each word: the softmax of the scores}
     *
     * @param logits one number for each row of the table
     * @throws IllegalArgumentException if there are not as many
     */
    public double[] probabilities(float... logits) {
        double[] scores = scores(logits);
        double most = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            most = Math.max(most, score);
        }
        double sum = 0;
        for (int word = 0; word < scores.length; word++) {
            scores[word] = Math.exp(scores[word] - most);
            sum += scores[word];
        }
        for (int word = 0; word < scores.length; word++) {
            scores[word] /= sum;
        }
        return scores;
    }

    /**
     * {@return the word with the highest score, the first of several}
     *
     * @param logits one number for each row of the table
     * @throws IllegalArgumentException if there are not as many
     */
    public String best(float... logits) {
        double[] scores = scores(logits);
        int best = 0;
        for (int word = 1; word < scores.length; word++) {
            if (scores[word] > scores[best]) {
                best = word;
            }
        }
        return words.get(best);
    }
}
