package org.tokenwright.tokenizers.packing;

import java.util.Arrays;
import java.util.Objects;

/**
 * A row of tokens: whole documents or parts of them, one after the other, then pads up to the length of all rows. What is
 * called a document here is a part, too. Not for several threads; where it is handed to a {@link RowSink}, valid until that
 * returns.
 *
 * <p>For documents of the ids {@code 7 8 9} and {@code 5 6} in a row of 6 with pad 0:
 *
 * <pre>
 * inputIds          7 8 9 5 6 0
 * positionIds       0 1 2 0 1 0
 * segmentIds        1 1 1 2 2 0
 * labelMask         . x x . x .
 * sequenceLengths   3 2
 * cumulativeLengths 0 3 5
 * </pre>
 */
public final class PackedRow {
    private final int[] ids;
    private int size;
    private int[] ends = new int[8];
    private int documents;

    PackedRow(int sequenceLength) {
        ids = new int[sequenceLength];
    }

    void clear() {
        size = 0;
        documents = 0;
    }

    /** Appends a document. */
    void add(int[] tokens, int start, int end) {
        Objects.checkFromToIndex(start, end, tokens.length);
        System.arraycopy(tokens, start, ids, size, end - start);
        size += end - start;
        if (documents == ends.length) {
            ends = Arrays.copyOf(ends, 2 * documents);
        }
        ends[documents++] = size;
    }

    /** {@return the buffer of the ids, of which {@link #size} are those of the row} */
    int[] ids() {
        return ids;
    }

    /**
     * {@return length of all rows in tokens}
     */
    public int sequenceLength() {
        return ids.length;
    }

    /**
     * {@return number of tokens, pads not counted}
     */
    public int size() {
        return size;
    }

    /**
     * {@return number of documents}
     */
    public int documents() {
        return documents;
    }

    /**
     * {@return number of tokens in a document}
     *
     * @param document its number in the row, from 0
     * @throws IndexOutOfBoundsException if there is no such document
     */
    public int length(int document) {
        Objects.checkIndex(document, documents);
        return document == 0 ? ends[0] : ends[document] - ends[document - 1];
    }

    /**
     * {@return the ids, with pads up to {@link #sequenceLength}}
     *
     * @param padId the id of pads
     */
    public int[] inputIds(int padId) {
        int[] padded = ids.clone();
        Arrays.fill(padded, size, padded.length, padId);
        return padded;
    }

    /**
     * {@return for each token the number of those before it in its document; 0 for pads}
     */
    public int[] positionIds() {
        int[] positions = new int[ids.length];
        for (int document = 0, at = 0; document < documents; document++) {
            for (int position = 0; at < ends[document]; position++) {
                positions[at++] = position;
            }
        }
        return positions;
    }

    /**
     * {@return for each token the number of its document in the row, from 1; 0 for pads}
     */
    public int[] segmentIds() {
        int[] segments = new int[ids.length];
        for (int document = 0, at = 0; document < documents; document++) {
            Arrays.fill(segments, at, ends[document], document + 1);
            at = ends[document];
        }
        return segments;
    }

    /**
     * {@return for each token whether it is a label: something to be predicted from the tokens before it in its document;
     * not so the first token of a document, and pads}
     */
    public boolean[] labelMask() {
        boolean[] mask = new boolean[ids.length];
        Arrays.fill(mask, 0, size, true);
        for (int document = 0, first = 0; document < documents; document++) {
            mask[first] = false;
            first = ends[document];
        }
        return mask;
    }

    /**
     * {@return the number of tokens in each document}
     */
    public int[] sequenceLengths() {
        int[] lengths = new int[documents];
        for (int document = 0; document < documents; document++) {
            lengths[document] = length(document);
        }
        return lengths;
    }

    /**
     * {@return where documents begin and end, as kernels for ragged attention take it ({@code cu_seqlens}): 0, then the
     * number of tokens up to the end of each document}
     */
    public int[] cumulativeLengths() {
        int[] cumulative = new int[documents + 1];
        System.arraycopy(ends, 0, cumulative, 1, documents);
        return cumulative;
    }
}
