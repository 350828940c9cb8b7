package org.tokenwright.lucene.vectors;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.fasttext.WordVectors;
import org.tokenwright.embeddings.hashing.WordEmbedding;

/** The vectors of terms. Safe for any number of threads. */
public interface TermVectors {
    /** {@return the number of components of a vector} */
    int dimension();

    /**
     * Adds the vector of a term to a sum, if it has one.
     *
     * @param term the term
     * @param sum the sum, of {@link #dimension()} components
     */
    void addTo(String term, float[] sum);

    /**
     * {@return the vectors of words; other terms have none}
     *
     * @param words the words
     */
    static TermVectors of(WordVectors words) {
        return new TermVectors() {
            @Override
            public int dimension() {
                return words.dimension();
            }

            @Override
            public void addTo(String term, float[] sum) {
                int id = words.wordId(term);
                if (id >= 0) {
                    words.vectors().addTo(id, 1, sum);
                }
            }
        };
    }

    /**
     * {@return the vectors of a fastText model, which makes those of unknown terms from n-grams}
     *
     * @param model the model
     */
    static TermVectors of(FastTextModel model) {
        return summed(model.dimension(), model::wordVector);
    }

    /**
     * {@return the vectors that hash tables have for all terms}
     *
     * @param words the tables; an unpaired surrogate of a term counts as a question mark
     */
    static TermVectors of(WordEmbedding words) {
        return summed(words.dimension(), term -> {
            byte[] utf8 = term.getBytes(StandardCharsets.UTF_8);
            float[] vector = new float[words.dimension()];
            words.embed(utf8, 0, utf8.length, vector);
            return vector;
        });
    }

    private static TermVectors summed(int dimension, Function<String, float[]> vectors) {
        return new TermVectors() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public void addTo(String term, float[] sum) {
                float[] vector = vectors.apply(term);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += vector[i];
                }
            }
        };
    }
}
