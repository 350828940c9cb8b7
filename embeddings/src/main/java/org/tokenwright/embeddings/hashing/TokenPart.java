package org.tokenwright.embeddings.hashing;

import org.tokenwright.embeddings.VectorTable;

/**
 * A part of the vector from which {@link MultiHashEmbed} makes that of a token. It has one table, which learns. Immutable if the
 * table is, and then safe for any number of threads.
 */
public sealed interface TokenPart permits HashedAttribute, CharacterBytes, ProjectedVectors {
    /**
     * {@return the part of an attribute: the sum of the four rows that its number has}
     *
     * @param lexicon gives the attribute
     * @param attribute which
     * @param table the rows, 1 to 2,147,483,647
     * @param seed the seed of the hash, as an unsigned number
     * @throws IllegalArgumentException if the table has more rows, or none
     */
    static TokenPart attribute(Lexicon lexicon, LexicalAttribute attribute, VectorTable table, int seed) {
        return new HashedAttribute(lexicon, attribute, HashEmbed.of(table, seed));
    }

    /**
     * {@return the part of the bytes at both ends of a token: the first, the last, the second, the second last and so on of its
     * UTF-8, one vector behind the other} Where the token has no more bytes, the byte 255 stands, which is not in UTF-8. spaCy's
     * {@code CharacterEmbed} is this part and that of {@link LexicalAttribute#LOWER} with the seed 5.
     *
     * @param table 256 rows for the first place, then those of the next
     * @throws IllegalArgumentException if the rows are not a multiple of 256, above 0 and at most 2,147,483,647
     */
    static TokenPart characters(VectorTable table) {
        return new CharacterBytes(table);
    }

    /**
     * {@return the part of vectors that do not learn: each multiplied by a matrix, which does} spaCy's {@code StaticVectors}.
     *
     * @param vectors gives the vector of a token
     * @param weights the matrix: a row for each component of the part, with as many columns as a vector has components
     * @throws IllegalArgumentException if the matrix has another number of columns, no row, or more than 2,147,483,647
     */
    static TokenPart vectors(WordEmbedding vectors, VectorTable weights) {
        return new ProjectedVectors(vectors, weights);
    }

    /** {@return the number of components} */
    int dimension();

    /** {@return the table, which learns} */
    VectorTable table();

    /**
     * {@return the same part of another table}
     *
     * @param table the table
     * @throws IllegalArgumentException if the table has not the right shape
     */
    TokenPart over(VectorTable table);

    /**
     * Computes the part of a token.
     *
     * @param token the token
     * @param vector takes the components
     * @param offset the index of the first
     * @throws IllegalArgumentException if the token holds an unpaired surrogate
     * @throws IndexOutOfBoundsException if {@code vector} has no room
     */
    void embed(String token, float[] vector, int offset);

    /**
     * Adds the gradient of a token's part to the rows that it is made of.
     *
     * @param token the token
     * @param gradient the array that holds the gradient
     * @param offset the index of its first component
     * @param trained takes the gradients, of the same shape as the table
     * @throws IllegalArgumentException if {@code trained} has another shape, or the token holds an unpaired surrogate
     * @throws IndexOutOfBoundsException if {@code gradient} ends too early
     */
    void addGradient(String token, float[] gradient, int offset, TrainableTable trained);
}
