package org.tokenwright.tokenizers.packing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Distributes documents to rows, by their lengths alone. Documents without a token are in no row. Immutable, safe for any
 * number of threads.
 *
 * <pre>{@code
 * PackingPlan plan = SequencePacker.of(PackingAlgorithm.BFD_SPLIT, 2048).pack(lengths);
 * for (int row = 0; row < plan.rows(); row++) {
 *     for (int piece = plan.firstPiece(row); piece < plan.endPiece(row); piece++) {
 *         // tokens plan.start(piece) to plan.start(piece) + plan.length(piece) of document plan.document(piece)
 *     }
 * }
 * }</pre>
 */
public final class SequencePacker {
    /** The greatest length of a row: 16,777,216 tokens. */
    public static final int MAX_SEQUENCE_LENGTH = 1 << 24;

    private final PackingAlgorithm algorithm;
    private final int sequenceLength;
    private final int maxDocuments;

    private SequencePacker(PackingAlgorithm algorithm, int sequenceLength, int maxDocuments) {
        this.algorithm = Objects.requireNonNull(algorithm);
        this.sequenceLength = sequenceLength;
        this.maxDocuments = maxDocuments;
    }

    /**
     * {@return a packer that lets a row hold any number of documents}
     *
     * @param algorithm how documents are distributed
     * @param sequenceLength the length of a row in tokens, 1 to {@link #MAX_SEQUENCE_LENGTH}
     * @throws IllegalArgumentException if {@code sequenceLength} is out of range
     */
    public static SequencePacker of(PackingAlgorithm algorithm, int sequenceLength) {
        if (sequenceLength < 1 || sequenceLength > MAX_SEQUENCE_LENGTH) {
            throw new IllegalArgumentException(
                    "the sequence length is " + sequenceLength + ", expected 1 to " + MAX_SEQUENCE_LENGTH);
        }
        return new SequencePacker(algorithm, sequenceLength, Integer.MAX_VALUE);
    }

    /**
     * {@return this with a limit}
     *
     * @param documents how many documents, or parts of documents, a row may hold; 1 or more
     * @throws IllegalArgumentException if {@code documents} is below 1
     */
    public SequencePacker withMaxDocumentsPerRow(int documents) {
        if (documents < 1) {
            throw new IllegalArgumentException("the documents per row are " + documents + ", expected 1 or more");
        }
        return new SequencePacker(algorithm, sequenceLength, documents);
    }

    /**
     * {@return the length of a row in tokens}
     */
    public int sequenceLength() {
        return sequenceLength;
    }

    PackingAlgorithm algorithm() {
        return algorithm;
    }

    /** {@return what packs in the order of the documents, if the algorithm does} */
    InOrderPacker inOrder() {
        return new InOrderPacker(sequenceLength, maxDocuments, algorithm == PackingAlgorithm.CONCAT);
    }

    /**
     * Makes a plan. The same lengths give the same plan.
     *
     * @param lengths the number of tokens of each document; not changed
     * @return what is in which row
     * @throws IllegalArgumentException if a length is negative, or documents make more pieces than an array can hold
     */
    public PackingPlan pack(int[] lengths) {
        if (algorithm.isInOrder()) {
            return packInOrder(lengths);
        }
        SortedRests rests = new SortedRests(lengths, sequenceLength, algorithm == PackingAlgorithm.BFD);
        PlanBuilder plan = new PlanBuilder(sequenceLength, rests.full() + rests.size());
        plan.addFullRows(lengths, rests);
        switch (algorithm) {
            case SPFHP -> addRows(new HistogramPacker(histogram(rests), maxDocuments).shortestPackFirst(), rests, plan);
            case LPFHP -> addRows(new HistogramPacker(histogram(rests), maxDocuments).longestPackFirst(), rests, plan);
            default -> new BestFit(rests, sequenceLength, maxDocuments).pack(plan);
        }
        return plan.build();
    }

    private int[] histogram(SortedRests rests) {
        int[] histogram = new int[sequenceLength + 1];
        for (int length = 1; length < sequenceLength; length++) {
            histogram[length] = rests.count(length);
        }
        return histogram;
    }

    private void addRows(List<HistogramPacker.Rows> groups, SortedRests rests, PlanBuilder plan) {
        int[] next = new int[sequenceLength];
        Arrays.setAll(next, length -> length == 0 ? 0 : rests.first(length));
        for (HistogramPacker.Rows group : groups) {
            for (int row = 0; row < group.rows(); row++) {
                for (int length : group.lengths()) {
                    int document = rests.document(next[length]++);
                    plan.add(document, rests.start(document), length);
                }
                plan.endRow();
            }
        }
    }

    private PackingPlan packInOrder(int[] lengths) {
        PlanBuilder plan = new PlanBuilder(sequenceLength, lengths.length);
        InOrderPacker packer = inOrder();
        InOrderPieces pieces = new InOrderPieces(plan);
        try {
            for (int document = 0; document < lengths.length; document++) {
                int length = lengths[document];
                if (length < 0) {
                    throw new IllegalArgumentException(
                            "the length of document " + document + " is " + length + ", expected 0 or more tokens");
                }
                plan.tally().document(length);
                if (packer.isCut(length)) {
                    plan.tally().cut(length);
                }
                pieces.document = document;
                packer.add(length, pieces);
            }
            packer.finish(pieces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return plan.build();
    }

    /** Hands pieces over to a plan. */
    private static final class InOrderPieces implements InOrderPacker.Pieces {
        private final PlanBuilder plan;
        private int document;

        InOrderPieces(PlanBuilder plan) {
            this.plan = plan;
        }

        @Override
        public void piece(int start, int length) {
            plan.add(document, start, length);
        }

        @Override
        public void endRow() {
            plan.endRow();
        }
    }
}
