package org.tokenwright.tokenizers.packing;

import java.util.Arrays;

/** Collects the pieces of a plan, row by row. For one thread, once. */
final class PlanBuilder {
    private final int sequenceLength;
    private final PackingReport.Tally tally;
    private int[] documents;
    private int[] starts;
    private int[] lengths;
    private int[] pieceEnds = new int[16];
    private int pieces;
    private int rows;
    private long rowTokens;

    /**
     * Creates a builder.
     *
     * @param sequenceLength the length of a row
     * @param expected how many pieces are expected
     */
    PlanBuilder(int sequenceLength, int expected) {
        this.sequenceLength = sequenceLength;
        tally = new PackingReport.Tally(sequenceLength);
        documents = new int[expected];
        starts = new int[expected];
        lengths = new int[expected];
    }

    PackingReport.Tally tally() {
        return tally;
    }

    void add(int document, int start, int length) {
        if (pieces == documents.length) {
            int capacity = larger(pieces);
            documents = Arrays.copyOf(documents, capacity);
            starts = Arrays.copyOf(starts, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
        }
        documents[pieces] = document;
        starts[pieces] = start;
        lengths[pieces++] = length;
        rowTokens += length;
    }

    private static int larger(int size) {
        if (size == SortedRests.MOST_PIECES) {
            throw new IllegalArgumentException(
                    "there are more pieces of documents than are expected at most, " + SortedRests.MOST_PIECES);
        }
        return (int) Math.min(size + (size >> 1) + 16L, SortedRests.MOST_PIECES);
    }

    void endRow() {
        if (rows == pieceEnds.length) {
            pieceEnds = Arrays.copyOf(pieceEnds, larger(rows));
        }
        tally.row(pieces - (rows == 0 ? 0 : pieceEnds[rows - 1]), rowTokens);
        pieceEnds[rows++] = pieces;
        rowTokens = 0;
    }

    /** Adds the full rows that are taken off documents. */
    void addFullRows(int[] documentLengths, SortedRests rests) {
        for (int document = 0; document < documentLengths.length; document++) {
            tally.document(documentLengths[document]);
            if (documentLengths[document] > sequenceLength) {
                tally.cut(documentLengths[document]);
            }
            for (int row = 0; row < rests.full(document); row++) {
                add(document, row * sequenceLength, sequenceLength);
                endRow();
            }
        }
    }

    PackingPlan build() {
        return new PackingPlan(
                sequenceLength,
                Arrays.copyOf(pieceEnds, rows),
                trim(documents),
                trim(starts),
                trim(lengths),
                tally.report());
    }

    private int[] trim(int[] array) {
        return array.length == pieces ? array : Arrays.copyOf(array, pieces);
    }
}
