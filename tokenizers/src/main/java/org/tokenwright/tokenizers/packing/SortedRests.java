package org.tokenwright.tokenizers.packing;

/**
 * What remains of documents when full rows have been taken off: one rest, shorter than a row, of each document, those without
 * a token left out; sorted by descending length, and rests of the same length by document.
 */
final class SortedRests {
    /** As many as an array can hold. */
    static final int MOST_PIECES = Integer.MAX_VALUE - 8;

    private final int[] lengths;
    private final int sequenceLength;
    private final boolean truncate;
    private final int full;

    /** The documents, sorted. */
    private final int[] order;

    /** For each length, the index in the order behind its last rest. */
    private final int[] ends;

    /**
     * Sorts in time proportional to the documents and the length of a row.
     *
     * @param lengths the lengths of the documents
     * @param sequenceLength the length of a row
     * @param truncate whether only the first row's worth of a document is taken
     * @throws IllegalArgumentException if a length is negative, or there are more pieces than an array can hold
     */
    SortedRests(int[] lengths, int sequenceLength, boolean truncate) {
        this.lengths = lengths;
        this.sequenceLength = sequenceLength;
        this.truncate = truncate;
        int[] counts = new int[sequenceLength];
        long fullRows = 0;
        for (int document = 0; document < lengths.length; document++) {
            if (lengths[document] < 0) {
                throw new IllegalArgumentException("the length of document " + document + " is " + lengths[document]
                        + ", expected 0 or more tokens");
            }
            fullRows += full(document);
            counts[length(document)]++;
        }
        int rests = lengths.length - counts[0];
        if (fullRows + rests > MOST_PIECES) {
            throw new IllegalArgumentException(
                    "there are " + (fullRows + rests) + " pieces of documents, expected at most " + MOST_PIECES);
        }
        full = (int) fullRows;
        int[] next = new int[sequenceLength];
        ends = counts;
        for (int length = sequenceLength - 1, before = 0; length > 0; length--) {
            next[length] = before;
            before += counts[length];
            ends[length] = before;
        }
        order = new int[rests];
        for (int document = 0; document < lengths.length; document++) {
            int length = length(document);
            if (length > 0) {
                order[next[length]++] = document;
            }
        }
    }

    /** {@return how many full rows are taken off all documents} */
    int full() {
        return full;
    }

    /** {@return how many full rows are taken off a document} */
    int full(int document) {
        int rows = lengths[document] / sequenceLength;
        return truncate ? Math.min(rows, 1) : rows;
    }

    /** {@return how many rests there are} */
    int size() {
        return order.length;
    }

    /** {@return the document of a rest} */
    int document(int index) {
        return order[index];
    }

    /** {@return the length of a document's rest} */
    int length(int document) {
        int length = lengths[document];
        if (length < sequenceLength) {
            return length;
        }
        return truncate ? 0 : length % sequenceLength;
    }

    /** {@return the index in the order of the first rest of a length below that of a row, or of a shorter one} */
    int first(int length) {
        return length + 1 == sequenceLength ? 0 : ends[length + 1];
    }

    /** {@return how many rests have a length} */
    int count(int length) {
        return ends[length] - first(length);
    }

    /** {@return the index in its document of a rest's first token} */
    int start(int document) {
        return lengths[document] - length(document);
    }
}
