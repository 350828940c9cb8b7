package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class TreeGrowerTest {
    /** With a single feature there is no choice: each tree is compared with one that tries every threshold. */
    @Test
    void splitsWherePurityGainsMost() {
        SplittableRandom random = Seeds.random("TreeGrowerTest.splitsWherePurityGainsMost");
        for (int round = 0; round < 200; round++) {
            int size = random.nextInt(2, 80);
            int range = random.nextBoolean() ? 6 : 3000;
            int[] values = random.ints(size, -5, range).toArray();
            boolean[] labels = new boolean[size];
            Samples samples = new Samples(1);
            for (int i = 0; i < size; i++) {
                labels[i] = random.nextInt(range + 5) > values[i];
                samples.add(new int[] {values[i]}, labels[i]);
            }
            samples.rank();
            CharBoundaryTrainerOptions options = CharBoundaryTrainerOptions.small()
                    .depth(random.nextInt(1, 6))
                    .minLeaf(random.nextInt(1, 4))
                    .minSplit(random.nextInt(2, 8))
                    .build();
            long seed = random.nextLong();
            Trees tree = new TreeGrower(samples, options).grow(seed);
            int[] draws = new int[size];
            SplittableRandom same = new SplittableRandom(seed);
            for (int i = 0; i < size; i++) {
                draws[same.nextInt(size)]++;
            }
            long ends = 0;
            for (int i = 0; i < size; i++) {
                ends += labels[i] ? draws[i] : 0;
            }
            double endWeight = ends == 0 ? 0 : size / (2.0 * ends);
            double otherWeight = ends == size ? 0 : size / (2.0 * (size - ends));
            check(tree, 0, 0, options, new Slow(values, labels, draws, endWeight, otherWeight), -10, 5000);
        }
    }

    /** Counts what lies between two values. */
    private static final class Slow {
        private final int[] values;
        private final boolean[] labels;
        private final int[] draws;
        private final double endWeight;
        private final double otherWeight;

        Slow(int[] values, boolean[] labels, int[] draws, double endWeight, double otherWeight) {
            this.values = values;
            this.labels = labels;
            this.draws = draws;
            this.endWeight = endWeight;
            this.otherWeight = otherWeight;
        }

        int count(int above, int atMost) {
            int count = 0;
            for (int i = 0; i < values.length; i++) {
                count += draws[i] > 0 && values[i] > above && values[i] <= atMost ? 1 : 0;
            }
            return count;
        }

        double weight(int above, int atMost, boolean label) {
            double weight = 0;
            for (int i = 0; i < values.length; i++) {
                boolean in = values[i] > above && values[i] <= atMost && labels[i] == label;
                weight += in ? draws[i] * (label ? endWeight : otherWeight) : 0;
            }
            return weight;
        }

        double purity(int above, int atMost) {
            double ends = weight(above, atMost, true);
            double others = weight(above, atMost, false);
            return ends + others == 0 ? 0 : (ends * ends + others * others) / (ends + others);
        }
    }

    private static void check(
            Trees tree, int node, int level, CharBoundaryTrainerOptions options, Slow slow, int above, int atMost) {
        int count = slow.count(above, atMost);
        double ends = slow.weight(above, atMost, true);
        double others = slow.weight(above, atMost, false);
        double best = Double.NEGATIVE_INFINITY;
        if (level < options.depth() && count >= options.minSplit() && ends > 0 && others > 0) {
            for (int threshold = above + 1; threshold < atMost; threshold++) {
                int left = slow.count(above, threshold);
                if (left >= options.minLeaf() && count - left >= options.minLeaf() && left > 0 && left < count) {
                    best = Math.max(best, slow.purity(above, threshold) + slow.purity(threshold, atMost));
                }
            }
        }
        if (tree.isLeaf(node)) {
            assertEquals(Double.NEGATIVE_INFINITY, best);
            assertEquals(ends / (ends + others), tree.leafValue(node), 1e-6);
            return;
        }
        int threshold = tree.threshold(node);
        assertEquals(best, slow.purity(above, threshold) + slow.purity(threshold, atMost), 1e-9 * Math.abs(best));
        assertTrue(slow.count(above, threshold) >= options.minLeaf());
        check(tree, tree.left(node), level + 1, options, slow, above, threshold);
        check(tree, tree.right(node), level + 1, options, slow, threshold, atMost);
    }
}
