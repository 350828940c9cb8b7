package org.tokenwright.embeddings.hashing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tokenwright.embeddings.VectorTable;

/**
 * The embedding of characters in CANINE, as a table that has a row for each code point and a few small tables for memory: a code
 * point has one row in each, and these stand one behind the other. The row in table {@code i} is
 * {@code (codePoint + 1) * prime[i]} modulo its number of rows. ("CANINE: Pre-training an Efficient Tokenization-Free Encoder for
 * Language Representation", Clark et al. 2022.) Immutable, if the tables are.
 */
public final class CodePointHash implements VectorTable {
    private static final int[] PRIMES = {31, 43, 59, 61, 73, 97, 103, 113, 137, 149, 157, 173, 181, 193, 211, 223};
    private static final int ROWS = Character.MAX_CODE_POINT + 1;

    private final List<VectorTable> tables;
    private final int part;

    private CodePointHash(List<VectorTable> tables) {
        this.tables = tables;
        this.part = tables.get(0).dimension();
    }

    /**
     * {@return the embedding by some tables}
     *
     * @param tables the tables, 1 to 16, of one shape; in the public models 8 of 16,384 rows and 96 components
     * @throws IllegalArgumentException if there are fewer or more tables, or not of one shape
     */
    public static CodePointHash of(List<? extends VectorTable> tables) {
        checkTables(tables, PRIMES.length);
        return new CodePointHash(List.copyOf(tables));
    }

    static void checkTables(List<? extends VectorTable> tables, int most) {
        if (tables.isEmpty() || tables.size() > most) {
            throw new IllegalArgumentException(tables.size() + " tables, expected 1 to " + most);
        }
        VectorTable first = tables.get(0);
        for (VectorTable table : tables) {
            if (table.rows() < 1
                    || table.rows() > Integer.MAX_VALUE
                    || table.rows() != first.rows()
                    || table.dimension() != first.dimension()) {
                throw new IllegalArgumentException("a table of " + table.rows() + " rows of " + table.dimension()
                        + " beside one of " + first.rows() + " rows of " + first.dimension()
                        + ", expected tables of one shape and of 1 to " + Integer.MAX_VALUE + " rows");
            }
        }
        Math.multiplyExact(first.dimension(), tables.size());
    }

    @Override
    public long rows() {
        return ROWS;
    }

    @Override
    public int dimension() {
        return part * tables.size();
    }

    /**
     * {@return the row of a code point in each table}
     *
     * @param codePoint 0 to U+10FFFF
     * @throws IndexOutOfBoundsException if it is not
     */
    public int[] tableRows(int codePoint) {
        Objects.checkIndex(codePoint, ROWS);
        int[] rows = new int[tables.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(codePoint, i);
        }
        return rows;
    }

    private int row(long codePoint, int table) {
        return (int) ((codePoint + 1) * PRIMES[table] % tables.get(table).rows());
    }

    @Override
    public void addTo(long row, float weight, float[] sum) {
        Objects.checkFromIndexSize(0, dimension(), sum.length);
        float[] copy = new float[dimension()];
        copy(row, copy, 0);
        FloatTable.addTo(copy, 0, copy.length, weight, sum);
    }

    @Override
    public void copy(long row, float[] target, int offset) {
        Objects.checkIndex(row, rows());
        Objects.checkFromIndexSize(offset, dimension(), target.length);
        for (int i = 0; i < tables.size(); i++) {
            tables.get(i).copy(row(row, i), target, offset + i * part);
        }
    }

    @Override
    public float dot(long row, float[] vector) {
        float[] copy = new float[dimension()];
        copy(row, copy, 0);
        return FloatTable.dot(copy, 0, copy.length, vector);
    }

    /**
     * Adds the gradient of a code point's vector to its row in each table.
     *
     * @param codePoint 0 to U+10FFFF
     * @param gradient the gradient, of {@link #dimension()} components
     * @param trained the tables that take the gradients, of the shapes of those that this was made of
     * @throws IndexOutOfBoundsException if {@code codePoint} is outside its range, or {@code gradient} is too short
     * @throws IllegalArgumentException if there are not as many tables, or one has another shape
     */
    public void addGradient(int codePoint, float[] gradient, List<TrainableTable> trained) {
        checkShapes(tables, trained);
        int[] rows = tableRows(codePoint);
        for (int i = 0; i < rows.length; i++) {
            trained.get(i).addGradient(rows[i], 1, gradient, i * part);
        }
    }

    static void checkShapes(List<VectorTable> tables, List<TrainableTable> trained) {
        List<VectorTable> all = new ArrayList<>(tables);
        all.addAll(trained);
        if (trained.size() != tables.size()) {
            throw new IllegalArgumentException(trained.size() + " trained tables, expected " + tables.size());
        }
        checkTables(all, all.size());
    }
}
