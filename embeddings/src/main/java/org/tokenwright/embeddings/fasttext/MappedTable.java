package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** A matrix of floats that stays in its file, mapped in pieces of whole rows. */
final class MappedTable implements Table {
    private static final int PIECE_BYTES = 1 << 30;

    private final long rows;
    private final int dimension;
    private final int rowsPerPiece;
    private final FloatBuffer[] pieces;

    /**
     * Maps a matrix.
     *
     * @param file the file, which may be closed afterwards
     * @param position the byte at which the first row begins
     * @param rows how many rows; all are in the file
     * @param dimension how many floats each
     * @throws IOException if the file cannot be mapped
     */
    MappedTable(FileChannel file, long position, long rows, int dimension) throws IOException {
        this.rows = rows;
        this.dimension = dimension;
        long rowBytes = (long) dimension * Float.BYTES;
        rowsPerPiece = (int) Math.max(1, PIECE_BYTES / rowBytes);
        pieces = new FloatBuffer[Math.toIntExact((rows + rowsPerPiece - 1) / rowsPerPiece)];
        for (int i = 0; i < pieces.length; i++) {
            long first = (long) i * rowsPerPiece;
            long held = Math.min(rowsPerPiece, rows - first);
            pieces[i] = file.map(FileChannel.MapMode.READ_ONLY, position + first * rowBytes, held * rowBytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
        }
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void addTo(long row, float weight, float[] sum) {
        FloatBuffer piece = piece(row);
        int offset = offset(row);
        for (int i = 0; i < dimension; i++) {
            sum[i] += weight * piece.get(offset + i);
        }
    }

    @Override
    public void copy(long row, float[] target, int offset) {
        piece(row).get(offset(row), target, offset, dimension);
    }

    @Override
    public float dot(long row, float[] vector) {
        FloatBuffer piece = piece(row);
        int offset = offset(row);
        float sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += piece.get(offset + i) * vector[i];
        }
        return sum;
    }

    private FloatBuffer piece(long row) {
        Objects.checkIndex(row, rows);
        return pieces[(int) (row / rowsPerPiece)];
    }

    private int offset(long row) {
        return (int) (row % rowsPerPiece) * dimension;
    }

    @Override
    public void write(ModelOutput out) throws IOException {
        out.int64(rows);
        out.int64(dimension);
        float[] row = new float[dimension];
        for (long i = 0; i < rows; i++) {
            copy(i, row, 0);
            out.floats(row, dimension);
        }
    }
}
