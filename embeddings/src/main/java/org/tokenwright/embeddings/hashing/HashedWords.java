package org.tokenwright.embeddings.hashing;

import java.util.Arrays;
import java.util.Objects;
import org.tokenwright.embeddings.VectorTable;

/**
 * Vectors of words as the sum or the mean of the rows that a rule gives them, added in the order of the rule in float arithmetic.
 * Immutable, if the table is.
 *
 * <pre>{@code
 * TrainableTable table = TrainableTable.uniform(50_000, 300, 1 / 300f, seed);
 * HashedWords words = HashedWords.mean(FloretNgrams.of(50_000, 4, 5, 2), table);
 * words.addGradient(utf8, start, end, gradient, table);
 * }</pre>
 */
public final class HashedWords implements WordEmbedding {
    private final WordRows rows;
    private final VectorTable table;
    private final boolean isMean;

    private HashedWords(WordRows rows, VectorTable table, boolean isMean) {
        Hashing.checkTable(rows, table.rows());
        this.rows = rows;
        this.table = table;
        this.isMean = isMean;
    }

    /**
     * {@return the sum of the rows}
     *
     * @param rows which rows a word has
     * @param table the rows
     * @throws IllegalArgumentException if the table has another number of rows than the rule
     */
    public static HashedWords sum(WordRows rows, VectorTable table) {
        return new HashedWords(rows, table, false);
    }

    /**
     * {@return the mean of the rows}
     *
     * @param rows which rows a word has
     * @param table the rows
     * @throws IllegalArgumentException if the table has another number of rows than the rule
     */
    public static HashedWords mean(WordRows rows, VectorTable table) {
        return new HashedWords(rows, table, true);
    }

    @Override
    public int dimension() {
        return table.dimension();
    }

    @Override
    public void embed(byte[] utf8, int start, int end, float[] vector) {
        Objects.checkFromIndexSize(0, dimension(), vector.length);
        Arrays.fill(vector, 0, dimension(), 0);
        int[] count = new int[1];
        rows.forEach(utf8, start, end, row -> {
            table.addTo(row, 1, vector);
            count[0]++;
        });
        if (isMean && count[0] > 0) {
            float share = 1f / count[0];
            for (int i = 0; i < dimension(); i++) {
                vector[i] *= share;
            }
        }
    }

    /**
     * Adds the gradient of a word's vector to the rows that it is made of. Costs as much as the vector.
     *
     * @param utf8 the array that holds the word
     * @param start index of its first byte
     * @param end index behind its last byte
     * @param gradient the gradient of the vector
     * @param trained takes the gradients, of the same shape as the table
     * @throws IllegalArgumentException if {@code trained} has another shape
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}, or {@code gradient} is shorter than
     *     {@link #dimension()}
     */
    public void addGradient(byte[] utf8, int start, int end, float[] gradient, TrainableTable trained) {
        Hashing.checkTable(rows, trained.rows());
        if (trained.dimension() != dimension()) {
            throw new IllegalArgumentException(
                    "the trained table has the dimension " + trained.dimension() + ", expected " + dimension());
        }
        IntConsumerList list = new IntConsumerList();
        rows.forEach(utf8, start, end, list);
        int[] found = list.toArray();
        float weight = isMean ? 1f / found.length : 1;
        for (int row : found) {
            trained.addGradient(row, weight, gradient, 0);
        }
    }
}
