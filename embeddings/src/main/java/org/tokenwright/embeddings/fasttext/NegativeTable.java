package org.tokenwright.embeddings.fasttext;

import java.util.Arrays;

/** Targets, each as often as the square root of its count demands and at least once, for negative sampling. Immutable. */
final class NegativeTable {
    private static final int SIZE = 10_000_000;

    private final int[] targets;

    NegativeTable(long[] counts) {
        float sum = 0;
        for (long count : counts) {
            sum = (float) (sum + Math.sqrt((double) count));
        }
        int[] table = new int[SIZE + 16];
        int size = 0;
        for (int target = 0; target < counts.length; target++) {
            float times = (float) Math.sqrt((double) counts[target]) * SIZE / sum;
            for (long i = 0; i == 0 || i < times; i++) {
                if (size == table.length) {
                    table = Arrays.copyOf(table, size + counts.length - target + SIZE / 16);
                }
                table[size++] = target;
            }
        }
        targets = Arrays.copyOf(table, size);
    }

    /** {@return any target} */
    int draw(Minstd random) {
        return targets[random.uniform(0, targets.length - 1)];
    }

    /** {@return another target than the given one, of which there is at least one} */
    int draw(int target, Minstd random) {
        int drawn;
        do {
            drawn = draw(random);
        } while (drawn == target);
        return drawn;
    }
}
