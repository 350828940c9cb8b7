package org.tokenwright.embeddings.fasttext;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Finds the words whose vectors point the same way. Holds the vectors of all words at length 1: words times dimension
 * floats of memory. Immutable, and safe for any number of threads.
 */
public final class NearestWords {
    private static final double TINY = 1e-8;

    private final WordTable entries;
    private final Matrix vectors;
    private final Function<String, float[]> vectorOf;

    /**
     * Computes the vectors of all words. Costs O(subwords * dimension).
     *
     * @param model the model
     */
    public NearestWords(FastTextModel model) {
        this(model, model.wordCount());
    }

    /**
     * Computes the vectors of the first words, which in most models are the most frequent. Only these are found; others may be
     * asked for. Costs O(subwords * dimension).
     *
     * @param model the model
     * @param most how many words at most, at least 0
     * @throws IllegalArgumentException if {@code most} is negative
     */
    public NearestWords(FastTextModel model, int most) {
        entries = model.dictionary().entries();
        vectorOf = model::wordVector;
        vectors = new Matrix(words(most, model.wordCount()), model.dimension());
        float[] vector = new float[model.dimension()];
        RowList rows = new RowList();
        for (int id = 0; id < vectors.rows(); id++) {
            model.wordVector(id, rows, vector);
            addUnit(vector, vectors.row(id));
        }
    }

    /**
     * Takes words with one vector each. Only words that are among them may be asked for. Costs O(words * dimension).
     *
     * @param words the words
     * @param most how many of them are found at most, the first ones, at least 0
     * @throws IllegalArgumentException if {@code most} is negative
     */
    public NearestWords(WordVectors words, int most) {
        this(words, most, words::known);
    }

    /**
     * Takes words with their vectors. Any word may be asked for. Costs O(words * dimension).
     *
     * @param words the words among which the nearest are looked for
     * @param queries the vector of any word that is asked for, of the same dimension: of a table of floret for instance, from
     *     which the vectors of {@code words} come as well
     */
    public NearestWords(WordVectors words, Function<String, float[]> queries) {
        this(words, words.size(), queries);
    }

    private NearestWords(WordVectors words, int most, Function<String, float[]> queries) {
        entries = words.entries();
        vectorOf = queries;
        vectors = new Matrix(words(most, words.size()), words.dimension());
        float[] vector = new float[words.dimension()];
        for (int id = 0; id < vectors.rows(); id++) {
            words.vectors().copy(id, vector, 0);
            addUnit(vector, vectors.row(id));
        }
    }

    private static int words(int most, int all) {
        if (most < 0) {
            throw new IllegalArgumentException(most + " words, must not be negative");
        }
        return Math.min(most, all);
    }

    private static void addUnit(float[] vector, float[] row) {
        float norm = Kernels.norm(vector);
        if (norm > 0) {
            Kernels.add(vector, (float) (1.0 / norm), row);
        }
    }

    /**
     * {@return whether a word is among those that are found}
     *
     * @param word the word
     */
    public boolean contains(String word) {
        int id = find(word);
        return id >= 0 && id < vectors.rows();
    }

    private int find(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        return entries.find(bytes, 0, bytes.length);
    }

    /**
     * Finds the words that are nearest to a word, which itself is left out. Costs O(words * dimension).
     *
     * @param word the word, known or not
     * @param most how many at most, at least 1
     * @return the words with the nearest first
     * @throws IllegalArgumentException if {@code most} is below 1, or the word has no vector
     */
    public List<SimilarWord> neighbours(String word, int most) {
        return nearest(vectorOf.apply(word), most, word);
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
     * @throws IllegalArgumentException if {@code most} is below 1, or a word has no vector
     */
    public List<SimilarWord> analogies(String a, String b, String c, int most) {
        float[] query = new float[vectors.dimension()];
        add(a, 1, query);
        add(b, -1, query);
        add(c, 1, query);
        return nearest(query, most, a, b, c);
    }

    private void add(String word, int sign, float[] query) {
        float[] vector = vectorOf.apply(word);
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
        if (query.length != vectors.dimension()) {
            throw new IllegalArgumentException(
                    "a vector of " + query.length + " components, the words have " + vectors.dimension());
        }
        int[] banned = new int[without.length];
        for (int i = 0; i < banned.length; i++) {
            banned[i] = find(without[i]);
        }
        float[] dots = new float[(int) vectors.rows()];
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
            String word = new String(entries.bytes(best.item(i)), StandardCharsets.UTF_8);
            words.add(new SimilarWord(word, best.value(i)));
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
