package org.tokenwright.tokenizers.packing;

import java.io.IOException;

/** Packs documents in their order, without remembering any. For one thread. */
final class InOrderPacker {
    private final int sequenceLength;
    private final int maxDocuments;
    private final boolean fillUp;
    private int size;
    private int documents;

    /** Takes the rows. */
    interface Pieces {
        /** Takes a piece of the document that is being added. */
        void piece(int start, int length) throws IOException;

        /** Ends the row of the last pieces. */
        void endRow() throws IOException;
    }

    /**
     * Creates a packer.
     *
     * @param sequenceLength the length of a row
     * @param maxDocuments how many documents a row may hold
     * @param fillUp whether documents that would fit into a row are cut to fill another up
     */
    InOrderPacker(int sequenceLength, int maxDocuments, boolean fillUp) {
        this.sequenceLength = sequenceLength;
        this.maxDocuments = maxDocuments;
        this.fillUp = fillUp;
    }

    /** Adds a document. */
    void add(int length, Pieces pieces) throws IOException {
        for (int start = 0; start < length; ) {
            int room = documents == maxDocuments ? 0 : sequenceLength - size;
            int piece = Math.min(length - start, fillUp && room > 0 ? room : sequenceLength);
            if (piece > room) {
                finish(pieces);
            }
            pieces.piece(start, piece);
            size += piece;
            documents++;
            start += piece;
        }
    }

    /** Ends the last row. */
    void finish(Pieces pieces) throws IOException {
        if (documents > 0) {
            pieces.endRow();
            size = 0;
            documents = 0;
        }
    }

    /** {@return whether a document, added next, would be in more than one row} */
    boolean isCut(int length) {
        return length > sequenceLength
                || (fillUp && documents < maxDocuments && size < sequenceLength && length > sequenceLength - size);
    }
}
