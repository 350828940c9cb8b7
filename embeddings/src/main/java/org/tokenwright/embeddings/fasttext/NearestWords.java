package org.tokenwright.embeddings.fasttext;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the words of a model whose vectors point the same way. Holds the vectors of all words at length 1: words times dimension
 * floats of memory. Immutable, and safe for any number of threads.
 */
public final class NearestWords {
    private static final double TINY = 1e-8;

    private final FastTextModel model;
    private final Matrix vectors;

    /**
     * Computes the vectors of all words. Costs O(subwords * dimension).
     *
     * @param model the model
     */
    public NearestWords(FastTextModel model) {
        this.model = model;
        vectors = new Matrix(model.wordCount(), model.dimension());
        float[] vector = new float[model.dimension()];
        RowList rows = new RowList();
        for (int id = 0; id < model.wordCount(); id++) {
            model.wordVector(id, rows, vector);
            float norm = Kernels.norm(vector);
            if (norm > 0) {
                Kernels.add(vector, (float) (1.0 / norm), vectors.row(id));
            }
        }
    }

    /**
     * Finds the words that are nearest to a word, which itself is left out. Costs O(words * dimension).
     *
     * @param word the word, known or not
     * @param most how many at most, at least 1
     * @return the words with the nearest first
     * @throws IllegalArgumentException if {@code most} is below 1
     */
    public List<SimilarWord> neighbours(String word, int most) {
        return nearest(model.wordVector(word), most, word);
    }

    /**
     * Finds the words {@code d} for which {@code a} is to {@code b} as {@code d} is to {@code c}: nearest to a - b + c, the three
     * themselves left out. Costs O(words * dimension).
     *
     * @param a the first word
     * @param b the second word
     * @param c the third word
     * @param most how many at most, at least 1
     * @return the words with the nearest first
     * @throws IllegalArgumentException if {@code most} is below 1
     */
    public List<SimilarWord> analogies(String a, String b, String c, int most) {
        float[] query = new float[model.dimension()];
        add(a, 1, query);
        add(b, -1, query);
        add(c, 1, query);
        return nearest(query, most, a, b, c);
    }

    private void add(String word, int sign, float[] query) {
        float[] vector = model.wordVector(word);
        Kernels.add(vector, (float) (sign / (Kernels.norm(vector) + TINY)), query);
    }

    /**
     * Finds the words whose vectors are nearest to a vector. Costs O(words * dimension).
     *
     * @param query the vector, of the model's dimension
     * @param most how many at most, at least 1
     * @param without words that are left out
     * @return the words with the nearest first
     * @throws IllegalArgumentException if {@code most} is below 1, or the vector has another dimension
     */
    public List<SimilarWord> nearest(float[] query, int most, String... without) {
        if (most < 1) {
            throw new IllegalArgumentException(most + " words, at least 1 must be asked for");
        }
        if (query.length != model.dimension()) {
            throw new IllegalArgumentException(
                    "a vector of " + query.length + " components, the model has " + model.dimension());
        }
        int[] banned = new int[without.length];
        for (int i = 0; i < banned.length; i++) {
            byte[] bytes = without[i].getBytes(StandardCharsets.UTF_8);
            banned[i] = model.dictionary().find(bytes, 0, bytes.length);
        }
        float[] dots = new float[model.wordCount()];
        vectors.dots(query, dots, dots.length);
        float norm = Kernels.norm(query);
        float length = norm < TINY ? 1 : norm;
        BestList best = new BestList(Math.min(most, Math.max(1, dots.length)));
        for (int id = 0; id < dots.length; id++) {
            float similarity = dots[id] / length;
            if (!contains(banned, id) && !best.rejects(similarity)) {
                best.add(similarity, id, 0);
            }
        }
        best.sort();
        List<SimilarWord> words = new ArrayList<>(best.size());
        for (int i = 0; i < best.size(); i++) {
            words.add(new SimilarWord(model.word(best.item(i)), best.value(i)));
        }
        return words;
    }

    private static boolean contains(int[] banned, int id) {
        for (int other : banned) {
            if (other == id) {
                return true;
            }
        }
        return false;
    }
}
