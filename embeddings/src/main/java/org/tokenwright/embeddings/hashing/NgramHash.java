package org.tokenwright.embeddings.hashing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tokenwright.embeddings.VectorTable;

/**
 * The embedding of n-grams of numbers in CANINE: every position of a sequence has, for each length of n-gram, a row in each of
 * some tables, those of one length one behind the other; the vectors of the lengths are added. The n-gram at a position begins
 * there, and reaches over the end into padding. Immutable, if the tables are.
 *
 * <pre>
 * h(1) = x(j) * prime[i]     h(n) = (h(n - 1) + x(j + n - 1)) * prime[i]     in 32 bits with wrap-around
 * row  = h(n) modulo the number of rows, at least 0                          prime[i] = 2, 3, 5, 7, 11, ...
 * </pre>
 *
 * <p>The primes are not those of {@link CodePointHash}. Source: flaxformer, NgramHashEmbed.
 */
public final class NgramHash {
    private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53};
    private static final int MAX_LENGTH = 100;

    private final SortedMap<Integer, List<VectorTable>> tables;
    private final int padding;
    private final int part;
    private final int dimension;

    private NgramHash(SortedMap<Integer, List<VectorTable>> tables, int padding, int part, int count) {
        this.tables = tables;
        this.padding = padding;
        this.part = part;
        this.dimension = part * count;
    }

    /**
     * {@return the embedding by some tables}
     *
     * @param tables for each length of n-gram, 1 to 100, its tables, 1 to 16; all of one shape and for each length as many
     * @param padding the number behind the end of a sequence
     * @throws IllegalArgumentException if there is no length, one is outside its range, or the tables are not of one shape, or not
     *     as many
     */
    public static NgramHash of(Map<Integer, ? extends List<? extends VectorTable>> tables, int padding) {
        TreeMap<Integer, List<VectorTable>> copy = new TreeMap<>();
        tables.forEach((length, some) -> copy.put(length, List.copyOf(some)));
        if (copy.isEmpty() || copy.firstKey() < 1 || copy.lastKey() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "n-grams of the lengths " + copy.keySet() + ", expected one or more from 1 to " + MAX_LENGTH);
        }
        List<VectorTable> all = new ArrayList<>();
        int count = copy.firstEntry().getValue().size();
        copy.forEach((length, some) -> {
            CodePointHash.checkTables(some, PRIMES.length);
            if (some.size() != count) {
                throw new IllegalArgumentException(some.size() + " tables for n-grams of length " + length
                        + ", expected " + count + " as for the shortest");
            }
            all.addAll(some);
        });
        CodePointHash.checkTables(all, all.size());
        return new NgramHash(copy, padding, all.get(0).dimension(), count);
    }

    /** {@return the number of components of a vector} */
    public int dimension() {
        return dimension;
    }

    /**
     * {@return the row in each table of the n-gram at a position}
     *
     * @param length the length of the n-gram, one of those that this was made of
     * @param numbers the array that holds the sequence
     * @param position index of its first number
     * @param end index behind the last number of the sequence
     * @throws IllegalArgumentException if there is no table for {@code length}
     * @throws IndexOutOfBoundsException if the range is not inside {@code numbers}
     */
    public int[] tableRows(int length, int[] numbers, int position, int end) {
        Objects.checkFromToIndex(position, end, numbers.length);
        List<VectorTable> some = tables.get(length);
        if (some == null) {
            throw new IllegalArgumentException("n-grams of length " + length + ", expected one of " + tables.keySet());
        }
        int[] rows = new int[some.size()];
        for (int i = 0; i < rows.length; i++) {
            int hash = 0;
            for (int j = 0; j < length; j++) {
                int number = position + j < end ? numbers[position + j] : padding;
                hash = (hash + number) * PRIMES[i];
            }
            rows[i] = Math.floorMod(hash, (int) some.get(i).rows());
        }
        return rows;
    }

    /**
     * Computes the vector of a position.
     *
     * @param numbers the array that holds the sequence
     * @param position index of the position
     * @param end index behind the last number of the sequence
     * @param vector takes the vector, from index 0 on
     * @throws IndexOutOfBoundsException if the range is not inside {@code numbers}, or {@code vector} is shorter than
     *     {@link #dimension()}
     */
    public void embed(int[] numbers, int position, int end, float[] vector) {
        Objects.checkFromIndexSize(0, dimension, vector.length);
        Arrays.fill(vector, 0, dimension, 0);
        float[] row = new float[part];
        tables.forEach((length, some) -> {
            int[] rows = tableRows(length, numbers, position, end);
            for (int i = 0; i < rows.length; i++) {
                some.get(i).copy(rows[i], row, 0);
                for (int c = 0; c < part; c++) {
                    vector[i * part + c] += row[c];
                }
            }
        });
    }

    /**
     * Adds the gradient of a position's vector to the rows that it is made of.
     *
     * @param numbers the array that holds the sequence
     * @param position index of the position
     * @param end index behind the last number of the sequence
     * @param gradient the gradient, of {@link #dimension()} components
     * @param trained for each length the tables that take the gradients, of the shapes of those that this was made of
     * @throws IndexOutOfBoundsException if the range is not inside {@code numbers}, or {@code gradient} is too short
     * @throws IllegalArgumentException if the lengths are others, there are not as many tables, or one has another shape
     */
    public void addGradient(
            int[] numbers, int position, int end, float[] gradient, Map<Integer, List<TrainableTable>> trained) {
        if (!trained.keySet().equals(tables.keySet())) {
            throw new IllegalArgumentException(
                    "trained tables for the lengths " + trained.keySet() + ", expected " + tables.keySet());
        }
        tables.forEach((length, some) -> {
            List<TrainableTable> targets = Objects.requireNonNull(trained.get(length));
            CodePointHash.checkShapes(some, targets);
            int[] rows = tableRows(length, numbers, position, end);
            for (int i = 0; i < rows.length; i++) {
                targets.get(i).addGradient(rows[i], 1, gradient, i * part);
            }
        });
    }
}
