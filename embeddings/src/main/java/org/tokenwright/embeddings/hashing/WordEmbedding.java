package org.tokenwright.embeddings.hashing;

/**
 * Gives every word a vector, known or not. Immutable and safe for any number of threads, unless it reads a table that is being
 * trained.
 */
public interface WordEmbedding {
    /** {@return the number of components of a vector} */
    int dimension();

    /**
     * Computes the vector of a word. That of a word of no bytes is zero, unless an implementation says otherwise.
     *
     * @param utf8 the array that holds the word
     * @param start index of its first byte
     * @param end index behind its last byte
     * @param vector takes the vector, from index 0 on
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}, or {@code vector} is shorter than
     *     {@link #dimension()}
     */
    void embed(byte[] utf8, int start, int end, float[] vector);

    /**
     * {@return the vector of a word}
     *
     * @param word the word
     * @throws IllegalArgumentException if it holds an unpaired surrogate
     */
    default float[] vector(String word) {
        byte[] utf8 = Texts.utf8(word);
        float[] vector = new float[dimension()];
        embed(utf8, 0, utf8.length, vector);
        return vector;
    }
}
