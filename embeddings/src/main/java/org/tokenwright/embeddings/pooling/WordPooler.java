package org.tokenwright.embeddings.pooling;

import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.hashing.NgramHash;
import org.tokenwright.embeddings.hashing.WordEmbedding;
import org.tokenwright.tokenizers.segment.RaggedBatch;

/**
 * Makes one vector of the units of a word, whatever their number. The vector depends on the word alone, never on its batch or on
 * padding, so that equal words can share it. That of a word of no units is zero. Immutable and safe for any number of threads, if
 * the tables are.
 *
 * <pre>{@code
 * WordPooler pooler = WordPooler.mean(bytes);
 * float[] vectors = pooler.pool(batch);   // [words][dimension]
 * }</pre>
 */
public interface WordPooler {
    /** {@return the number of components of a vector} */
    int dimension();

    /**
     * Computes the vector of one word.
     *
     * @param units the array that holds the units
     * @param start index of the word's first unit
     * @param end index behind its last unit
     * @param vector takes the vector, from index 0 on
     * @throws IllegalArgumentException if a unit has no vector, or the word has more units than there are positions
     * @throws IndexOutOfBoundsException if the range is not inside {@code units}, or {@code vector} is shorter than
     *     {@link #dimension()}
     */
    void pool(int[] units, int start, int end, float[] vector);

    /**
     * {@return the vectors of all words of a batch, one behind the other}
     *
     * @param batch the words
     * @throws IllegalArgumentException if a unit has no vector, a word has more units than there are positions, or the vectors have
     *     more components than an array can
     */
    default float[] pool(RaggedBatch batch) {
        long size = (long) batch.words() * dimension();
        if (size > RaggedBatch.MAX_UNITS) {
            throw new IllegalArgumentException(batch.words() + " words of " + dimension()
                    + " components, expected at most " + RaggedBatch.MAX_UNITS + " components");
        }
        int[] units = batch.units();
        int[] offsets = batch.wordOffsets();
        float[] vectors = new float[(int) size];
        float[] vector = new float[dimension()];
        for (int word = 0; word < batch.words(); word++) {
            pool(units, offsets[word], offsets[word + 1], vector);
            System.arraycopy(vector, 0, vectors, word * vector.length, vector.length);
        }
        return vectors;
    }

    /**
     * {@return the mean of the vectors of the units}
     *
     * @param units the vector of each unit
     */
    static WordPooler mean(VectorTable units) {
        return new UnitPooler(UnitPooler.Reduction.MEAN, new UnitVectors(units, null));
    }

    /**
     * {@return the mean of the vectors of the units, each plus that of its position}
     *
     * @param units the vector of each unit
     * @param positions the vector of each position; words with more units are refused
     * @throws IllegalArgumentException if the tables differ in their dimensions
     */
    static WordPooler mean(VectorTable units, VectorTable positions) {
        return new UnitPooler(UnitPooler.Reduction.MEAN, new UnitVectors(units, positions));
    }

    /**
     * {@return the largest value that each component has among the vectors of the units}
     *
     * @param units the vector of each unit
     */
    static WordPooler max(VectorTable units) {
        return new UnitPooler(UnitPooler.Reduction.MAX, new UnitVectors(units, null));
    }

    /**
     * {@return the largest value that each component has among the vectors of the units, each plus that of its position}
     *
     * @param units the vector of each unit
     * @param positions the vector of each position; words with more units are refused
     * @throws IllegalArgumentException if the tables differ in their dimensions
     */
    static WordPooler max(VectorTable units, VectorTable positions) {
        return new UnitPooler(UnitPooler.Reduction.MAX, new UnitVectors(units, positions));
    }

    /**
     * {@return the sum of the vectors of the units}
     *
     * @param units the vector of each unit
     */
    static WordPooler sum(VectorTable units) {
        return new UnitPooler(UnitPooler.Reduction.SUM, new UnitVectors(units, null));
    }

    /**
     * {@return the sum of the vectors of the units, each plus that of its position}
     *
     * @param units the vector of each unit
     * @param positions the vector of each position; words with more units are refused
     * @throws IllegalArgumentException if the tables differ in their dimensions
     */
    static WordPooler sum(VectorTable units, VectorTable positions) {
        return new UnitPooler(UnitPooler.Reduction.SUM, new UnitVectors(units, positions));
    }

    /**
     * {@return the vectors that words have by their bytes: sums of n-grams by a hash, the multi-hash of spaCy, the trigrams of T-FREE}
     *
     * @param words gives the vector of a word
     */
    static WordPooler ofBytes(WordEmbedding words) {
        return new BytePooler(words);
    }

    /**
     * {@return the mean over the positions of a word of the vectors of their n-grams, as in CANINE} N-grams do not reach into the
     * next word, but into padding.
     *
     * @param ngrams gives the vector of a position
     */
    static WordPooler mean(NgramHash ngrams) {
        return new NgramPooler(ngrams);
    }
}
