package org.tokenwright.tokenizers.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A long list of ints that grows without copying what it holds, and gives its memory back while it is emptied. */
final class IntBlocks {
    private static final int BLOCK = 1 << 18;

    private final List<int[]> full = new ArrayList<>();
    private int[] block = new int[0];
    private int end;

    /** Takes a part of the list. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes the ints up to an end, exclusive.
         *
         * @param ints not to be kept
         */
        void accept(int[] ints, int end);
    }

    void add(int value) {
        if (end == block.length) {
            if (end > 0) {
                full.add(block);
            }
            block = new int[BLOCK];
            end = 0;
        }
        block[end++] = value;
    }

    long size() {
        return (long) full.size() * BLOCK + end;
    }

    /** Hands over all ints in order, and forgets them. */
    void drain(Sink sink) {
        for (int i = 0; i < full.size(); i++) {
            sink.accept(full.get(i), BLOCK);
            full.set(i, new int[0]);
        }
        full.clear();
        sink.accept(Arrays.copyOf(block, end), end);
        end = 0;
    }
}
