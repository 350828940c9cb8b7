package org.tokenwright.tokenizers.segment;

import java.util.Arrays;

/** Collects the ends of the segments of a text that an array can hold. For one thread. */
final class EndCollector implements BoundarySink {
    int[] ends = new int[64];
    int size;

    @Override
    public void accept(long[] more, int start, int end) {
        if (end - start > ends.length - size) {
            ends = Arrays.copyOf(ends, Math.max(size + end - start, ends.length + (ends.length >> 1)));
        }
        for (int i = start; i < end; i++) {
            ends[size++] = (int) more[i];
        }
    }
}
