package org.tokenwright.tokenizers.packing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a packing came to. Immutable.
 *
 * @param sequenceLength the length of a row in tokens
 * @param rows number of rows
 * @param tokens number of tokens in rows, pads not counted
 * @param documents number of documents, empty ones included
 * @param emptyDocuments number of documents without a token, which are in no row
 * @param cutDocuments number of documents that are in more than one row or were truncated
 * @param needlesslyCutDocuments how many of them would have fit into a row
 * @param truncatedTokens number of tokens that were left out
 * @param documentsPerRow number of rows with no, one, two, ... documents or parts of documents in them
 */
public record PackingReport(
        int sequenceLength,
        long rows,
        long tokens,
        long documents,
        long emptyDocuments,
        long cutDocuments,
        long needlesslyCutDocuments,
        long truncatedTokens,
        List<Long> documentsPerRow) {
    /** Makes it immutable. */
    public PackingReport {
        documentsPerRow = List.copyOf(documentsPerRow);
    }

    /**
     * {@return which part of the rows are tokens, and not pads: 0 to 1; 1 if there is no row}
     */
    public double fill() {
        return rows == 0 ? 1 : (double) tokens / ((double) rows * sequenceLength);
    }

    /**
     * {@return how many more rows there are than if the same tokens filled one row after the other}
     */
    public long extraRows() {
        return rows - Math.ceilDiv(tokens, sequenceLength);
    }

    /** Counts up to a report. For one thread. */
    static final class Tally {
        private final int sequenceLength;
        private long rows;
        private long tokens;
        private long documentTokens;
        private long documents;
        private long empty;
        private long cut;
        private long needlesslyCut;
        private long[] rowsOf = new long[16];

        Tally(int sequenceLength) {
            this.sequenceLength = sequenceLength;
        }

        void document(int length) {
            documents++;
            documentTokens += length;
            empty += length == 0 ? 1 : 0;
        }

        /** Counts a document that is cut. */
        void cut(int length) {
            cut++;
            needlesslyCut += length <= sequenceLength ? 1 : 0;
        }

        void row(int pieces, long rowTokens) {
            rows++;
            tokens += rowTokens;
            if (pieces >= rowsOf.length) {
                rowsOf = Arrays.copyOf(rowsOf, Math.max(pieces + 1, 2 * rowsOf.length));
            }
            rowsOf[pieces]++;
        }

        PackingReport report() {
            int most = rowsOf.length;
            while (most > 0 && rowsOf[most - 1] == 0) {
                most--;
            }
            return new PackingReport(
                    sequenceLength,
                    rows,
                    tokens,
                    documents,
                    empty,
                    cut,
                    needlesslyCut,
                    documentTokens - tokens,
                    LongStream.of(Arrays.copyOf(rowsOf, most)).boxed().toList());
        }
    }
}
