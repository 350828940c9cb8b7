package org.tokenwright.embeddings.hashing;

import java.util.Arrays;
import java.util.Objects;
import org.tokenwright.embeddings.VectorTable;

/**
 * The hash embedding of thinc: a number of 64 bits has the sum of four rows, those that the 32-bit parts of its
 * {@link MurmurHash#hash128(long, int, long[]) MurmurHash3} give. A row that comes twice counts twice. ("Hash Embeddings for
 * Efficient Word Representations", Svenstrup et al. 2017, without weights.) Immutable, if the table is.
 */
public final class HashEmbed {
    private final VectorTable table;
    private final int seed;

    private HashEmbed(VectorTable table, int seed) {
        this.table = table;
        this.seed = seed;
    }

    /**
     * {@return the embedding by a table}
     *
     * @param table the rows, 1 to 2,147,483,647
     * @param seed the seed of the hash, as an unsigned number
     * @throws IllegalArgumentException if the table has more rows, or none
     */
    public static HashEmbed of(VectorTable table, int seed) {
        if (table.rows() < 1 || table.rows() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(table.rows() + " rows, expected 1 to " + Integer.MAX_VALUE);
        }
        return new HashEmbed(table, seed);
    }

    /** {@return the number of components of a vector} */
    public int dimension() {
        return table.dimension();
    }

    /** {@return the rows} */
    public VectorTable table() {
        return table;
    }

    /** {@return the seed of the hash, as an unsigned number} */
    public int seed() {
        return seed;
    }

    /**
     * {@return the four rows of a number}
     *
     * @param id the number
     */
    public int[] rows(long id) {
        long[] hash = new long[2];
        MurmurHash.hash128(id, seed, hash);
        int[] rows = new int[Hashing.KEYS];
        for (int key = 0; key < Hashing.KEYS; key++) {
            rows[key] = Hashing.row(hash, key, (int) table.rows());
        }
        return rows;
    }

    /**
     * Computes the vector of a number.
     *
     * @param id the number
     * @param vector takes the vector, from index 0 on
     * @throws IndexOutOfBoundsException if {@code vector} is shorter than {@link #dimension()}
     */
    public void embed(long id, float[] vector) {
        Objects.checkFromIndexSize(0, dimension(), vector.length);
        Arrays.fill(vector, 0, dimension(), 0);
        for (int row : rows(id)) {
            table.addTo(row, 1, vector);
        }
    }

    /**
     * Adds the gradient of a number's vector to each of its four rows.
     *
     * @param id the number
     * @param gradient the array that holds the gradient
     * @param offset the index of its first component
     * @param trained takes the gradients, of the same shape as the table
     * @throws IllegalArgumentException if {@code trained} has another shape
     * @throws IndexOutOfBoundsException if {@code gradient} ends too early
     */
    public void addGradient(long id, float[] gradient, int offset, TrainableTable trained) {
        if (trained.rows() != table.rows() || trained.dimension() != dimension()) {
            throw new IllegalArgumentException("the trained table has " + trained.rows() + " rows of "
                    + trained.dimension() + ", expected " + table.rows() + " of " + dimension());
        }
        for (int row : rows(id)) {
            trained.addGradient(row, 1, gradient, offset);
        }
    }
}
