package org.tokenwright.tokenizers.segment;

import java.util.Arrays;
import java.util.Objects;

/**
 * Words as rows of the same length, filled up with an id for padding at the right: what {@link RaggedBatch#padded} makes.
 * Immutable.
 */
public final class PaddedBatch {
    private final int width;
    private final int[] ids;
    private final int[] lengths;
    private final int[] words;

    PaddedBatch(int width, int[] ids, int[] lengths, int[] words) {
        this.width = width;
        this.ids = ids;
        this.lengths = lengths;
        this.words = words;
    }

    /**
     * {@return the number of rows}
     */
    public int rows() {
        return lengths.length;
    }

    /**
     * {@return the number of ids in each row, padding included}
     */
    public int width() {
        return width;
    }

    /**
     * {@return a copy of the ids, [rows, width], row after row}
     */
    public int[] ids() {
        return ids.clone();
    }

    /**
     * {@return the id at a place}
     *
     * @param row 0 to {@link #rows()} exclusive
     * @param column 0 to {@link #width()} exclusive
     * @throws IndexOutOfBoundsException if one is outside its range
     */
    public int id(int row, int column) {
        return ids[Objects.checkIndex(row, lengths.length) * width + Objects.checkIndex(column, width)];
    }

    /**
     * {@return a copy of the numbers of ids that are no padding, [rows]}
     */
    public int[] lengths() {
        return lengths.clone();
    }

    /**
     * {@return how many ids of a row are no padding}
     *
     * @param row 0 to {@link #rows()} exclusive
     */
    public int length(int row) {
        return lengths[row];
    }

    /**
     * {@return the word of which a row holds units; that of the row before, if it goes on}
     *
     * @param row 0 to {@link #rows()} exclusive
     */
    public int word(int row) {
        return words[row];
    }

    /**
     * {@return the mask, [rows, width], row after row: 1 for ids, 0 for padding}
     */
    public byte[] mask() {
        byte[] mask = new byte[ids.length];
        for (int row = 0; row < lengths.length; row++) {
            Arrays.fill(mask, row * width, row * width + lengths[row], (byte) 1);
        }
        return mask;
    }
}
