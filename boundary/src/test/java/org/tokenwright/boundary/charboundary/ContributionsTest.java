package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.boundary.Decision;
import org.tokenwright.testing.Seeds;

class ContributionsTest {
    @Test
    void addUpToTheProbability() {
        SplittableRandom random = Seeds.random("ContributionsTest.addUpToTheProbability");
        for (int i = 0; i < 50; i++) {
            int features = random.nextInt(1, Forest.MAX_FEATURES + 1);
            Forest forest = new Forest(RandomForests.trees(random, random.nextInt(1, 12), features), features);
            Contributions contributions = new Contributions(forest);
            int[] values = new int[Forest.VALUES];
            for (int k = 0; k < features; k++) {
                values[k] = random.nextInt(-10, 35);
            }
            double sum = contributions.base()
                    + Arrays.stream(contributions.of(values)).sum();
            assertEquals(forest.probability(values), sum, 1e-5);
        }
    }

    @Test
    void blameTheFeaturesOnThePath() {
        Trees trees = new Trees();
        trees.branch(1, 3);
        trees.leaf(0.125f);
        trees.branch(2, 0);
        trees.leaf(0);
        trees.leaf(1);
        Contributions contributions = new Contributions(new Forest(trees, 4));
        assertEquals(0.3125, contributions.base());
        int[] values = new int[Forest.VALUES];
        assertArrayEquals(new double[] {0, -0.1875, 0, 0}, contributions.of(values));
        values[1] = 4;
        values[2] = 1;
        assertArrayEquals(new double[] {0, 0.1875, 0.5, 0}, contributions.of(values));
        assertEquals(
                List.of(
                        "0.313 before anything is seen",
                        "+0.500 as character 1 is 'a'",
                        "+0.188 as character 0 is 'd'"),
                contributions.evidence(values, 1, 1));
    }

    @Test
    void areShown() {
        List<Decision> decisions =
                CharBoundaryDetector.of(CharBoundaryModels.named("general")).explain("Dr. Reed came. He left.");
        Decision title = decisions.get(0);
        assertEquals(2, title.candidate());
        assertTrue(title.evidence().contains("abbreviation"), title::toString);
        assertTrue(title.evidence().get(0).startsWith("threshold "), title::toString);
        assertTrue(title.evidence().get(1).endsWith(" before anything is seen"), title::toString);
        assertTrue(title.evidence().get(2).matches("[+-]0\\.\\d{3} as .* is .*"), title::toString);
    }
}
