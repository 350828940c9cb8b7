package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class ForestTest {
    @Test
    void agreesWithWalkingTheTrees() {
        SplittableRandom random = Seeds.random("ForestTest.agreesWithWalkingTheTrees");
        for (int round = 0; round < 300; round++) {
            int features = random.nextInt(1, Forest.MAX_FEATURES + 1);
            Trees trees = RandomForests.trees(random, random.nextInt(1, 20), features);
            Forest forest = new Forest(trees, features);
            assertEquals(trees.count(), forest.trees());
            assertEquals(trees.nodes(), forest.nodes());
            for (int i = 0; i < 30; i++) {
                int[] values = new int[Forest.VALUES];
                for (int j = 0; j < features; j++) {
                    values[j] = random.nextInt(-8, 32);
                }
                double expected = 0;
                for (int tree = 0; tree < trees.count(); tree++) {
                    expected += walk(trees, trees.root(tree), values);
                }
                assertEquals(expected, forest.probability(values));
                double threshold = random.nextBoolean() ? random.nextDouble() : expected;
                double found = forest.probability(values, threshold);
                assertEquals(expected >= threshold, found >= threshold);
                if (expected >= threshold) {
                    assertEquals(expected, found);
                }
            }
        }
    }

    private static float walk(Trees trees, int node, int[] values) {
        if (trees.isLeaf(node)) {
            return trees.leafValue(node);
        }
        boolean left = values[trees.feature(node)] <= trees.threshold(node);
        return walk(trees, left ? trees.left(node) : trees.right(node), values);
    }

    @Test
    void givesItsTreesBack() {
        SplittableRandom random = Seeds.random("ForestTest.givesItsTreesBack");
        for (int round = 0; round < 100; round++) {
            Trees trees = RandomForests.trees(random, random.nextInt(1, 20), 30);
            assertSame(trees, new Forest(trees, 30).toTrees());
        }
    }

    @Test
    void takesTheDeepestTreesAndTheGreatestValues() {
        Trees trees = new Trees();
        while (trees.level() < Forest.MAX_DEPTH) {
            trees.branch(0, trees.level() - Forest.MAX_DEPTH / 2);
            if (trees.level() % 2 == 0) {
                trees.leaf(0);
            }
        }
        while (!trees.isComplete()) {
            trees.leaf(0.5f);
        }
        trees.branch(1, Forest.MAX_VALUE);
        trees.leaf(0.25f);
        trees.leaf(0);
        Forest forest = new Forest(trees, 2);
        int[] values = new int[Forest.VALUES];
        values[1] = -Forest.MAX_VALUE;
        values[0] = Forest.MAX_VALUE;
        assertEquals(0.75, forest.probability(values));
        assertSame(trees, forest.toTrees());
        assertTrue(trees.nodes() > Forest.MAX_DEPTH);
    }

    static void assertSame(Trees expected, Trees found) {
        assertEquals(expected.nodes(), found.nodes());
        assertEquals(expected.count(), found.count());
        for (int i = 0; i < expected.nodes(); i++) {
            assertEquals(expected.isLeaf(i), found.isLeaf(i));
            assertEquals(expected.feature(i), found.feature(i));
            assertEquals(expected.threshold(i), found.threshold(i));
        }
    }
}
