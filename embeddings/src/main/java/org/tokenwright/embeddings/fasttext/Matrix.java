package org.tokenwright.embeddings.fasttext;

import java.io.IOException;

/** A matrix of floats in memory. Whoever holds it as a {@link Table} does not change it. */
final class Matrix implements Table {
    /*
     * Every row is an array of its own: 20 bytes more for each, but loops over several rows then have one index, which is what
     * C2 needs to know that they may be vectorized. With all rows in one array the updates take twice as long.
     *
     * Sums of many rows wait for memory more than they compute. A load of each cache line, of STRIDE floats, of the next AHEAD
     * rows, none of which needs another, brings them into the cache together: a third less time for texts of some hundred
     * n-grams.
     */
    private static final int AHEAD = 64;

    private static final int STRIDE = 16;

    private final float[][] rows;
    private final int dimension;

    /**
     * Makes a matrix of zeros.
     *
     * @param rows how many rows
     * @param dimension how many columns, at least 1
     */
    Matrix(int rows, int dimension) {
        this.rows = new float[rows][dimension];
        this.dimension = dimension;
    }

    @Override
    public long rows() {
        return rows.length;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /** {@return a row itself} */
    float[] row(int row) {
        return rows[row];
    }

    @Override
    public void addTo(long row, float weight, float[] sum) {
        Kernels.add(rows[Math.toIntExact(row)], weight, sum);
    }

    @Override
    public void copy(long row, float[] target, int offset) {
        System.arraycopy(rows[Math.toIntExact(row)], 0, target, offset, dimension);
    }

    @Override
    public float dot(long row, float[] vector) {
        return Kernels.dot(rows[Math.toIntExact(row)], vector);
    }

    @Override
    public void addAll(int[] ids, int count, float[] sum) {
        int i = 0;
        for (; i < count - 3; i += 4) {
            if (i % AHEAD == 0) {
                touch(ids, i, Math.min(count, i + AHEAD));
            }
            Kernels.add4(rows[ids[i]], rows[ids[i + 1]], rows[ids[i + 2]], rows[ids[i + 3]], sum);
        }
        for (; i < count; i++) {
            Kernels.add(rows[ids[i]], sum);
        }
    }

    /** Reads a little of each row, so that the cache misses of all of them overlap. */
    private void touch(int[] ids, int from, int to) {
        float read = 0;
        for (int i = from; i < to; i++) {
            float[] row = rows[ids[i]];
            for (int j = 0; j < row.length; j += STRIDE) {
                read += row[j];
            }
        }
        if (dimension == 0) {
            throw new AssertionError(read); // never: keeps the compiler from leaving out the reads
        }
    }

    @Override
    public void dots(float[] vector, float[] results, int count) {
        int i = 0;
        for (; i < count - 7; i += 8) {
            Kernels.dot8(rows, i, vector, results);
        }
        for (; i < count; i++) {
            results[i] = Kernels.dot(rows[i], vector);
        }
    }

    /** {@return the length of a row: squares of floats summed as doubles} */
    float norm(int row) {
        double sum = 0;
        for (float value : rows[row]) {
            sum += value * value;
        }
        return (float) Math.sqrt(sum);
    }

    /** {@return a copy of some of the rows} */
    Matrix select(int[] ids) {
        Matrix selected = new Matrix(ids.length, dimension);
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(rows[ids[i]], 0, selected.rows[i], 0, dimension);
        }
        return selected;
    }

    /** {@return a copy of a table} */
    static Matrix copyOf(Table table) {
        Matrix matrix = new Matrix(Math.toIntExact(table.rows()), table.dimension());
        for (int row = 0; row < matrix.rows.length; row++) {
            table.copy(row, matrix.rows[row], 0);
        }
        return matrix;
    }

    @Override
    public void write(ModelOutput out) throws IOException {
        out.int64(rows.length);
        out.int64(dimension);
        for (float[] row : rows) {
            out.floats(row, dimension);
        }
    }

    static Matrix read(ModelInput in, int rows, int dimension) throws IOException {
        Matrix matrix = new Matrix(rows, dimension);
        for (float[] row : matrix.rows) {
            in.floats(row);
        }
        return matrix;
    }
}
