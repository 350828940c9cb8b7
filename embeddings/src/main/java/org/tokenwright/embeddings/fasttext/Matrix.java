package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.util.Objects;

/** A matrix of floats in memory. Whoever holds it as a {@link Table} does not change it. */
final class Matrix implements Table {
    /*
     * Layout. Rows lie one behind the other in blocks of 2^rowBits rows, each at most 2^28 floats unless a single row is
     * longer: a matrix may hold more floats than one array. Nearly all have one block.
     */
    private static final long BLOCK_FLOATS = 1L << 28;

    private final long rows;
    private final int dimension;
    private final int rowBits;
    private final int rowMask;
    private final float[][] blocks;

    /**
     * Makes a matrix of zeros.
     *
     * @param rows how many rows
     * @param dimension how many columns, at least 1
     */
    Matrix(long rows, int dimension) {
        this.rows = rows;
        this.dimension = dimension;
        rowBits = rowBits(dimension);
        rowMask = (1 << rowBits) - 1;
        long perBlock = 1L << rowBits;
        blocks = new float[(int) Math.max(1, (rows + perBlock - 1) >>> rowBits)][];
        for (int i = 0; i < blocks.length; i++) {
            long held = Math.min(perBlock, rows - ((long) i << rowBits));
            blocks[i] = new float[Math.toIntExact(held * dimension)];
        }
    }

    private static int rowBits(int dimension) {
        return Math.max(0, 63 - Long.numberOfLeadingZeros(Math.max(1, BLOCK_FLOATS / dimension)));
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /** {@return the array that holds a row} */
    float[] block(long row) {
        return blocks[(int) (row >>> rowBits)];
    }

    /** {@return where in its array a row begins} */
    int offset(long row) {
        return ((int) row & rowMask) * dimension;
    }

    /** {@return all arrays, in order: the rows without gaps} */
    float[][] blocks() {
        return blocks;
    }

    @Override
    public void addTo(long row, float weight, float[] sum) {
        Objects.checkIndex(row, rows);
        Kernels.add(block(row), offset(row), weight, sum, dimension);
    }

    @Override
    public void copy(long row, float[] target, int offset) {
        Objects.checkIndex(row, rows);
        System.arraycopy(block(row), offset(row), target, offset, dimension);
    }

    @Override
    public float dot(long row, float[] vector) {
        Objects.checkIndex(row, rows);
        return Kernels.dot(block(row), offset(row), vector, dimension);
    }

    @Override
    public void addAll(int[] ids, int count, float[] sum) {
        int i = 0;
        if (blocks.length == 1) {
            float[] data = blocks[0];
            int n = dimension;
            for (; i + 3 < count; i += 4) {
                Kernels.add4(data, ids[i] * n, ids[i + 1] * n, ids[i + 2] * n, ids[i + 3] * n, sum, n);
            }
        }
        for (; i < count; i++) {
            addTo(ids[i], 1, sum);
        }
    }

    @Override
    public void dots(float[] vector, float[] results, int count) {
        int i = 0;
        if (blocks.length == 1) {
            for (; i + 7 < count; i += 8) {
                Kernels.dot8(blocks[0], i * dimension, vector, dimension, results, i);
            }
        }
        for (; i < count; i++) {
            results[i] = dot(i, vector);
        }
    }

    /** {@return the length of a row: squares of floats summed as doubles} */
    float norm(long row) {
        float[] block = block(row);
        int offset = offset(row);
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            float value = block[offset + i];
            sum += value * value;
        }
        return (float) Math.sqrt(sum);
    }

    /** {@return a matrix with some of the rows} */
    Matrix select(int[] ids) {
        Matrix selected = new Matrix(ids.length, dimension);
        for (int i = 0; i < ids.length; i++) {
            copy(ids[i], selected.block(i), selected.offset(i));
        }
        return selected;
    }

    Matrix copy() {
        Matrix copy = new Matrix(rows, dimension);
        for (int i = 0; i < blocks.length; i++) {
            System.arraycopy(blocks[i], 0, copy.blocks[i], 0, blocks[i].length);
        }
        return copy;
    }

    @Override
    public void write(ModelOutput out) throws IOException {
        out.int64(rows);
        out.int64(dimension);
        for (float[] block : blocks) {
            out.floats(block, block.length);
        }
    }

    static Matrix read(ModelInput in, long rows, int dimension) throws IOException {
        Matrix matrix = new Matrix(rows, dimension);
        for (float[] block : matrix.blocks) {
            in.floats(block);
        }
        return matrix;
    }

    /** {@return the rows of a table in memory: the table itself if it is such} */
    static Matrix of(Table table) {
        if (table instanceof Matrix matrix) {
            return matrix;
        }
        Matrix matrix = new Matrix(table.rows(), table.dimension());
        for (long row = 0; row < matrix.rows; row++) {
            table.copy(row, matrix.block(row), matrix.offset(row));
        }
        return matrix;
    }
}
