package org.tokenwright.tokenizers;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of ids as a model takes them: with special tokens, truncated, padded. Immutable. Every method that returns an array
 * makes a new one, as long as the row with its padding.
 *
 * <p>The rows are in the order of the samples (texts or pairs of texts); rows of overflow follow that of their sample.
 */
public final class BatchEncoding {
    private final List<BatchRow> rows;
    private final int paddedLength;
    private final @Nullable Padding padding;
    private final @Nullable OffsetUnit unit;

    BatchEncoding(List<BatchRow> rows, @Nullable Padding padding, @Nullable OffsetUnit unit) {
        this.rows = List.copyOf(rows);
        this.padding = padding;
        this.unit = unit;
        paddedLength = padding == null ? 0 : paddedLength(padding);
    }

    private int paddedLength(Padding padding) {
        int longest = rows.stream().mapToInt(row -> row.ids.length).max().orElse(0);
        int wanted = padding.length() == 0 ? longest : padding.length();
        return Math.toIntExact(Math.ceilDiv((long) wanted, padding.multipleOf()) * padding.multipleOf());
    }

    /**
     * {@return number of rows}
     */
    public int size() {
        return rows.size();
    }

    /**
     * {@return number of tokens in a row, with its padding}
     *
     * @param row number of the row, 0 to {@link #size()} exclusive
     */
    public int length(int row) {
        return Math.max(rows.get(row).ids.length, paddedLength);
    }

    /**
     * {@return which text or pair of texts a row is of, counted from 0}
     *
     * @param row number of the row, 0 to {@link #size()} exclusive
     */
    public int sample(int row) {
        return rows.get(row).sample;
    }

    /**
     * {@return the ids of a row}
     *
     * @param row number of the row, 0 to {@link #size()} exclusive
     */
    public int[] ids(int row) {
        return padded(row, rows.get(row).ids, padding == null ? 0 : padding.id());
    }

    /**
     * {@return the type ids of a row: which sequence a token belongs to, as the template has it}
     *
     * @param row number of the row, 0 to {@link #size()} exclusive
     */
    public int[] typeIds(int row) {
        return padded(row, rows.get(row).typeIds, padding == null ? 0 : padding.typeId());
    }

    /**
     * {@return 1 for each token of a row, 0 for each of its padding}
     *
     * @param row number of the row, 0 to {@link #size()} exclusive
     */
    public int[] attentionMask(int row) {
        int[] ones = new int[rows.get(row).ids.length];
        Arrays.fill(ones, 1);
        return padded(row, ones, 0);
    }

    /**
     * {@return 1 for each token of a row that the template or the padding added, 0 for each of its texts}
     *
     * @param row number of the row, 0 to {@link #size()} exclusive
     */
    public int[] specialTokensMask(int row) {
        byte[] sources = rows.get(row).sources;
        int[] mask = new int[sources.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = sources[i] == BatchRow.SPECIAL ? 1 : 0;
        }
        return padded(row, mask, 1);
    }

    /**
     * {@return which sequence each token of a row is of: 0 for the first, 1 for the second, -1 for special tokens and padding}
     *
     * @param row number of the row, 0 to {@link #size()} exclusive
     */
    public int[] sequences(int row) {
        byte[] sources = rows.get(row).sources;
        int[] sequences = new int[sources.length];
        for (int i = 0; i < sequences.length; i++) {
            sequences[i] = sources[i];
        }
        return padded(row, sequences, -1);
    }

    /**
     * {@return index of the first unit of each token of a row, in the text that it is of; 0 for special tokens and padding}
     *
     * @param row number of the row, 0 to {@link #size()} exclusive
     * @throws IllegalStateException if the batch was encoded without offsets
     */
    public int[] starts(int row) {
        return padded(row, offsets(rows.get(row).starts), 0);
    }

    /**
     * {@return index behind the last unit of each token of a row, in the text that it is of; 0 for special tokens and padding}
     *
     * @param row number of the row, 0 to {@link #size()} exclusive
     * @throws IllegalStateException if the batch was encoded without offsets
     */
    public int[] ends(int row) {
        return padded(row, offsets(rows.get(row).ends), 0);
    }

    private static int[] offsets(int @Nullable [] offsets) {
        if (offsets == null) {
            throw new IllegalStateException("there are no offsets: call BatchEncoder.withOffsets before encoding");
        }
        return offsets;
    }

    /**
     * {@return what offsets count, or null if there are none}
     */
    public @Nullable OffsetUnit unit() {
        return unit;
    }

    private int[] padded(int row, int[] values, int value) {
        int[] all = new int[length(row)];
        boolean left = padding != null && padding.side() == Side.LEFT;
        int before = left ? all.length - values.length : 0;
        Arrays.fill(all, value);
        System.arraycopy(values, 0, all, before, values.length);
        return all;
    }
}
