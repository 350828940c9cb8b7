package org.tokenwright.tokenizers.packing;

import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Which documents, or which parts of them, make which row. A part is a <em>piece</em>: the tokens of a document from one to
 * another. Rows, pieces and documents are counted from 0; the pieces of a row have consecutive numbers. Takes 12 bytes for
 * each piece and 4 for each row. Immutable, safe for any number of threads.
 */
public final class PackingPlan {
    private final int sequenceLength;
    private final int[] pieceEnds;
    private final int[] documents;
    private final int[] starts;
    private final int[] lengths;
    private final PackingReport report;

    /** Which of the planned rows is which; null if they are in the order of the plan. */
    private final int @Nullable [] order;

    /**
     * Creates a plan.
     *
     * @param sequenceLength no row has more tokens
     * @param pieceEnds for each row, the number behind its last piece
     * @param documents for each piece, its document
     * @param starts for each piece, the index of its first token in the document
     * @param lengths for each piece, its number of tokens
     * @param report what it comes to
     */
    PackingPlan(
            int sequenceLength, int[] pieceEnds, int[] documents, int[] starts, int[] lengths, PackingReport report) {
        this(sequenceLength, pieceEnds, documents, starts, lengths, report, null);
    }

    private PackingPlan(
            int sequenceLength,
            int[] pieceEnds,
            int[] documents,
            int[] starts,
            int[] lengths,
            PackingReport report,
            int @Nullable [] order) {
        this.sequenceLength = sequenceLength;
        this.pieceEnds = pieceEnds;
        this.documents = documents;
        this.starts = starts;
        this.lengths = lengths;
        this.report = report;
        this.order = order;
    }

    /**
     * {@return the length of a row in tokens, which no row exceeds}
     */
    public int sequenceLength() {
        return sequenceLength;
    }

    /**
     * {@return number of rows}
     */
    public int rows() {
        return pieceEnds.length;
    }

    /**
     * {@return number of the first piece of a row}
     *
     * @param row number of the row
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public int firstPiece(int row) {
        int planned = planned(row);
        return planned == 0 ? 0 : pieceEnds[planned - 1];
    }

    /**
     * {@return number behind the last piece of a row}
     *
     * @param row number of the row
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public int endPiece(int row) {
        return pieceEnds[planned(row)];
    }

    private int planned(int row) {
        Objects.checkIndex(row, pieceEnds.length);
        return order == null ? row : order[row];
    }

    /**
     * {@return the document that a piece is of}
     *
     * @param piece number of the piece
     * @throws IndexOutOfBoundsException if there is no such piece
     */
    public int document(int piece) {
        return documents[piece];
    }

    /**
     * {@return index in the document of a piece's first token}
     *
     * @param piece number of the piece
     * @throws IndexOutOfBoundsException if there is no such piece
     */
    public int start(int piece) {
        return starts[piece];
    }

    /**
     * {@return number of tokens in a piece, 1 or more}
     *
     * @param piece number of the piece
     * @throws IndexOutOfBoundsException if there is no such piece
     */
    public int length(int piece) {
        return lengths[piece];
    }

    /**
     * {@return what the plan comes to}
     */
    public PackingReport report() {
        return report;
    }

    /**
     * {@return the same rows in another order, which follows from the seed and the number of rows alone}
     *
     * @param seed decides the order
     */
    public PackingPlan shuffled(long seed) {
        Random random = new Random(seed); // whose numbers its documentation fixes
        int[] shuffled = new int[rows()];
        for (int row = 0; row < shuffled.length; row++) {
            int other = random.nextInt(row + 1);
            shuffled[row] = shuffled[other];
            shuffled[other] = planned(row);
        }
        return new PackingPlan(sequenceLength, pieceEnds, documents, starts, lengths, report, shuffled);
    }

    /**
     * {@return a row with its tokens}
     *
     * @param row number of the row
     * @param ids the ids of all documents that were planned
     * @throws IndexOutOfBoundsException if there is no such row, or a document of it is not in {@code ids} or shorter there
     */
    public PackedRow row(int row, int[][] ids) {
        PackedRow packed = new PackedRow(sequenceLength);
        for (int piece = firstPiece(row); piece < endPiece(row); piece++) {
            int start = starts[piece];
            packed.add(ids[documents[piece]], start, start + lengths[piece]);
        }
        return packed;
    }
}
