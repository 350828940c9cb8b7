package org.tokenwright.tokenizers;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row of a batch without its padding. Filled from its start to its end, then never changed. */
final class BatchRow {
    /** The source of tokens that a template adds. */
    static final byte SPECIAL = -1;

    final int sample;
    final int[] ids;
    final int[] typeIds;

    /** The number of the sequence that each token is of, or {@link #SPECIAL}. */
    final byte[] sources;

    final int @Nullable [] starts;
    final int @Nullable [] ends;
    private int size;

    BatchRow(int sample, int length, boolean offsets) {
        this.sample = sample;
        ids = new int[length];
        typeIds = new int[length];
        sources = new byte[length];
        starts = offsets ? new int[length] : null;
        ends = offsets ? new int[length] : null;
    }

    void addSpecial(int id, int typeId) {
        ids[size] = id;
        typeIds[size] = typeId;
        sources[size++] = SPECIAL;
    }

    /** Adds tokens of a sequence. */
    void add(TokenSequence sequence, int from, int to, int typeId, byte source) {
        int count = to - from;
        System.arraycopy(sequence.ids, from, ids, size, count);
        Arrays.fill(typeIds, size, size + count, typeId);
        Arrays.fill(sources, size, size + count, source);
        copy(sequence.starts, from, starts, count);
        copy(sequence.ends, from, ends, count);
        size += count;
    }

    private void copy(int @Nullable [] source, int from, int @Nullable [] target, int count) {
        if (source != null && target != null) {
            System.arraycopy(source, from, target, size, count);
        }
    }
}
