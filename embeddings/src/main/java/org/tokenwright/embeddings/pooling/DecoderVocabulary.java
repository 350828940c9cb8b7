package org.tokenwright.embeddings.pooling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.segment.RaggedBatch;

/**
 * The words among which a vector is turned back into one: those of some batches, each with its units, its count and its pooled
 * vector. The frequent ones come first, of equal ones that with the smaller units. Immutable, safe for any number of threads.
 *
 * <pre>{@code
 * DecoderVocabulary.Builder builder = new DecoderVocabulary.Builder();
 * builder.add(batch);
 * DecoderVocabulary words = builder.build(pooler, 2);
 * for (DecoderVocabulary.Match match : words.nearest(vector, 10)) { ... }
 * }</pre>
 */
public final class DecoderVocabulary {
    /*
     * The vectors stand in blocks of 256 words, and in a block component after component, each of all words side by side: so the
     * products of a block are computed together in a loop that the compiler vectorizes, each with its terms in order.
     */
    private static final int BLOCK = 256;

    private final int dimension;
    private final List<Word> words;

    /** [blocks][dimension][words of the block] */
    private final float[] blocks;

    private DecoderVocabulary(int dimension, List<Word> words, float[] blocks) {
        this.dimension = dimension;
        this.words = words;
        this.blocks = blocks;
    }

    private record Word(Units units, long count) {}

    /** Units that can be a key. */
    private static final class Units implements Comparable<Units> {
        private final int[] values;

        Units(int[] values) {
            this.values = values;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Units units && Arrays.equals(values, units.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public int compareTo(Units other) {
            return Arrays.compare(values, other.values);
        }
    }

    /**
     * A word that is near to a vector.
     *
     * @param word its number
     * @param score the inner product of its vector and the other
     */
    public record Match(int word, float score) {}

    /** {@return the number of words} */
    public int size() {
        return words.size();
    }

    /**
     * {@return a copy of the units of a word}
     *
     * @param word its number, 0 to {@link #size()} exclusive
     * @throws IndexOutOfBoundsException if there is no such word
     */
    public int[] units(int word) {
        return words.get(word).units().values.clone();
    }

    /**
     * {@return how often a word was in the batches}
     *
     * @param word its number, 0 to {@link #size()} exclusive
     * @throws IndexOutOfBoundsException if there is no such word
     */
    public long count(int word) {
        return words.get(word).count();
    }

    /**
     * {@return the words whose vectors have the greatest inner products with a vector, the greatest first, of equal ones the word
     * with the smaller number} All words are tried: costs O(words * dimension + words * log k). Words with a product that is no
     * number come last.
     *
     * @param vector the vector
     * @param k how many words, 1 or more; if there are fewer, all
     * @throws IllegalArgumentException if {@code vector} has another dimension than the words, or {@code k} is less than 1
     */
    public List<Match> nearest(float[] vector, int k) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException("a vector of " + vector.length + " components, expected " + dimension);
        }
        if (k < 1) {
            throw new IllegalArgumentException(k + " words, expected 1 or more");
        }
        Comparator<Match> worstFirst = Comparator.comparingDouble(
                        (Match match) -> Float.isNaN(match.score()) ? Double.NEGATIVE_INFINITY : match.score())
                .thenComparing(Comparator.comparingInt(Match::word).reversed());
        PriorityQueue<Match> best = new PriorityQueue<>(worstFirst);
        float[] products = new float[BLOCK];
        for (int first = 0; first < size(); first += BLOCK) {
            int width = Math.min(BLOCK, size() - first);
            multiply(first * dimension, width, vector, products);
            for (int i = 0; i < width; i++) {
                Match match = new Match(first + i, products[i]);
                if (best.size() < k) {
                    best.add(match);
                } else if (worstFirst.compare(Objects.requireNonNull(best.peek()), match) < 0) {
                    best.poll();
                    best.add(match);
                }
            }
        }
        List<Match> matches = new ArrayList<>(best);
        matches.sort(worstFirst.reversed());
        return List.copyOf(matches);
    }

    private void multiply(int start, int width, float[] vector, float[] products) {
        Arrays.fill(products, 0, width, 0);
        for (int component = 0; component < dimension; component++) {
            addColumn(start + component * width, width, vector[component], products);
        }
    }

    private void addColumn(int start, int width, float factor, float[] products) {
        for (int i = 0; i < width; i++) {
            products[i] += blocks[start + i] * factor;
        }
    }

    /** Counts the words of batches. For one thread. */
    public static final class Builder {
        private final Map<Units, Long> counts = new HashMap<>();

        /** Makes a builder without words. */
        public Builder() {}

        /**
         * Adds the words of a batch, but those of no units.
         *
         * @param batch the batch
         * @return this
         */
        public Builder add(RaggedBatch batch) {
            int[] units = batch.units();
            int[] offsets = batch.wordOffsets();
            for (int word = 0; word < batch.words(); word++) {
                if (offsets[word] < offsets[word + 1]) {
                    int[] copy = Arrays.copyOfRange(units, offsets[word], offsets[word + 1]);
                    counts.merge(new Units(copy), 1L, Long::sum);
                }
            }
            return this;
        }

        /**
         * {@return the words that are frequent enough, with their vectors}
         *
         * @param pooler makes the vectors
         * @param minCount how often a word must have been there
         * @throws IllegalArgumentException if {@code minCount} is less than 1, the pooler refuses a word, or the vectors have more
         *     components than an array can
         */
        public DecoderVocabulary build(WordPooler pooler, long minCount) {
            if (minCount < 1) {
                throw new IllegalArgumentException("the least count is " + minCount + ", expected 1 or more");
            }
            List<Word> words = new ArrayList<>();
            counts.forEach((units, count) -> {
                if (count >= minCount) {
                    words.add(new Word(units, count));
                }
            });
            words.sort(Comparator.comparingLong(Word::count).reversed().thenComparing(Word::units));
            int dimension = pooler.dimension();
            if ((long) words.size() * dimension > RaggedBatch.MAX_UNITS) {
                throw new IllegalArgumentException(words.size() + " words of " + dimension
                        + " components, expected at most " + RaggedBatch.MAX_UNITS + " components");
            }
            float[] blocks = new float[words.size() * dimension];
            float[] vector = new float[dimension];
            for (int word = 0; word < words.size(); word++) {
                int[] units = words.get(word).units().values;
                pooler.pool(units, 0, units.length, vector);
                int first = word - word % BLOCK;
                int width = Math.min(BLOCK, words.size() - first);
                for (int component = 0; component < dimension; component++) {
                    blocks[first * dimension + component * width + (word - first)] = vector[component];
                }
            }
            return new DecoderVocabulary(dimension, List.copyOf(words), blocks);
        }
    }
}
