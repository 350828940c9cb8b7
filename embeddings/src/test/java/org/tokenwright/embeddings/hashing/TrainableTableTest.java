package org.tokenwright.embeddings.hashing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.testing.Seeds;

class TrainableTableTest {
    @Test
    void randomNumbersFollowFromTheSeed() {
        FloatTable table = TrainableTable.uniform(1000, 3, 0.5f, 7).freeze();
        assertEquals(table, TrainableTable.uniform(1000, 3, 0.5f, 7).freeze());
        assertNotEquals(table, TrainableTable.uniform(1000, 3, 0.5f, 8).freeze());
        double sum = 0;
        for (float value : table.toArray()) {
            assertTrue(value >= -0.5f && value < 0.5f);
            sum += value;
        }
        assertEquals(0, sum / 3000, 0.05);
    }

    @Test
    void stepMovesTheRowsThatHaveAGradient() {
        TrainableTable table = TrainableTable.copyOf(FloatTable.of(2, 1, 2, 3, 4, 5, 6));
        table.addGradient(2, 2, new float[] {9, 1, 10}, 1);
        table.addGradient(2, 1, new float[] {1, 0}, 0);
        table.addGradient(0, 1, new float[] {0, 1}, 0);
        float[] gradient = new float[3];
        table.copyGradient(2, gradient, 1);
        assertArrayEquals(new float[] {0, 3, 20}, gradient);
        table.step(0.5f);
        assertEquals(FloatTable.of(2, 1, 1.5f, 3, 4, 3.5f, -4), table.freeze());
        table.step(0.5f);
        assertEquals(FloatTable.of(2, 1, 1.5f, 3, 4, 3.5f, -4), table.freeze());
    }

    @Test
    void stepOutOfRangeLeavesTheTable() {
        TrainableTable table = TrainableTable.copyOf(FloatTable.of(2, 1, 2, 3, 4));
        table.addGradient(0, 1, new float[] {1, 1}, 0);
        table.addGradient(1, 1, new float[] {1, Float.NaN}, 0);
        assertEquals(
                "row 1 with the gradient NaN at component 1 would leave the range of floats at the learning rate 0.1, "
                        + "expected a lower rate or a clipped gradient",
                assertThrows(ArithmeticException.class, () -> table.step(0.1f)).getMessage());
        assertEquals(FloatTable.of(2, 1, 2, 3, 4), table.freeze());
    }

    @Test
    void shapesAndRowsAreChecked() {
        assertEquals(
                "a table of 65536 rows of 32768 components, expected 1 or more of each and at most 2147483639 in all",
                assertThrows(IllegalArgumentException.class, () -> TrainableTable.uniform(1 << 16, 1 << 15, 1, 0))
                        .getMessage());
        assertEquals(
                "the bound is NaN, expected a number of 0 or more",
                assertThrows(IllegalArgumentException.class, () -> TrainableTable.uniform(1, 1, Float.NaN, 0))
                        .getMessage());
        assertEquals(
                "5 components, expected a multiple of the dimension 2",
                assertThrows(IllegalArgumentException.class, () -> FloatTable.of(2, 1, 2, 3, 4, 5))
                        .getMessage());
        assertEquals(
                "the dimension is 0, expected 1 or more",
                assertThrows(IllegalArgumentException.class, () -> FloatTable.of(0))
                        .getMessage());
        for (VectorTable table : List.of(FloatTable.of(1, 2), TrainableTable.uniform(1, 1, 1, 0))) {
            assertThrows(IndexOutOfBoundsException.class, () -> table.addTo(1, 1, new float[1]));
            assertThrows(IndexOutOfBoundsException.class, () -> table.addTo(0, 1, new float[0]));
            assertThrows(IndexOutOfBoundsException.class, () -> table.copy(0, new float[1], 1));
            assertThrows(IndexOutOfBoundsException.class, () -> table.dot(-1, new float[1]));
        }
    }

    /** Vectors are linear in the table, so that a step of rate 1 changes them by minus the product with the gradient. */
    @Test
    void allHashEmbeddingsLearn() {
        SplittableRandom random = Seeds.random("TrainableTableTest.allHashEmbeddingsLearn");
        byte[] word = "Übermäßig".getBytes(UTF_8);
        for (WordRows rows :
                List.of(new FastTextNgrams(50, 2, 4), FloretNgrams.of(50, 2, 4, 3), new TrigramRows(50, 10, 2))) {
            TrainableTable table = TrainableTable.uniform(50, 6, 1, random.nextLong());
            for (HashedWords words : List.of(HashedWords.sum(rows, table), HashedWords.mean(rows, table))) {
                assertLearns(
                        random,
                        6,
                        gradient -> words.addGradient(word, 0, word.length, gradient, table),
                        () -> words.vector("Übermäßig"),
                        List.of(table));
            }
        }
        TrainableTable table = TrainableTable.uniform(10, 6, 1, random.nextLong());
        HashEmbed embed = HashEmbed.of(table, 3);
        assertLearns(
                random,
                6,
                gradient -> embed.addGradient(-5, gradient, 0, table),
                () -> {
                    float[] vector = new float[6];
                    embed.embed(-5, vector);
                    return vector;
                },
                List.of(table));
        List<TrainableTable> parts = new ArrayList<>();
        List<TrainableTable> more = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            parts.add(TrainableTable.uniform(10, 2, 1, random.nextLong()));
            more.add(TrainableTable.uniform(10, 2, 1, random.nextLong()));
        }
        CodePointHash characters = CodePointHash.of(parts);
        assertLearns(
                random,
                6,
                gradient -> characters.addGradient('x', gradient, parts),
                () -> {
                    float[] vector = new float[6];
                    characters.copy('x', vector, 0);
                    return vector;
                },
                parts);
        NgramHash ngrams = NgramHash.of(Map.of(1, parts, 3, more), 0);
        int[] numbers = {500, 7, 1 << 30};
        List<TrainableTable> all = new ArrayList<>(parts);
        all.addAll(more);
        assertLearns(
                random,
                6,
                gradient -> ngrams.addGradient(numbers, 1, 3, gradient, Map.of(1, parts, 3, more)),
                () -> {
                    float[] vector = new float[6];
                    ngrams.embed(numbers, 1, 3, vector);
                    return vector;
                },
                all);
    }

    private interface Backward {
        void addGradient(float[] gradient);
    }

    private interface Forward {
        float[] vector();
    }

    /** A loss that is linear in the vector falls by the squares of the gradients of all rows. */
    private static void assertLearns(
            SplittableRandom random, int dimension, Backward backward, Forward forward, List<TrainableTable> tables) {
        float[] gradient = TrainableTable.uniform(dimension, 1, random);
        double before = loss(gradient, forward.vector());
        backward.addGradient(gradient);
        double squares = 0;
        for (TrainableTable table : tables) {
            float[] row = new float[table.dimension()];
            for (int i = 0; i < table.rows(); i++) {
                table.copyGradient(i, row, 0);
                for (float component : row) {
                    squares += (double) component * component;
                }
            }
            table.step(0.01f);
        }
        assertTrue(squares > 0);
        double fall = 0.01f * squares;
        assertEquals(before - fall, loss(gradient, forward.vector()), 1e-3 * (1 + Math.abs(before) + fall));
    }

    private static double loss(float[] gradient, float[] vector) {
        double loss = 0;
        for (int i = 0; i < gradient.length; i++) {
            loss += (double) gradient[i] * vector[i];
        }
        return loss;
    }

    @Test
    void multiHashTrainerLowersALoss() {
        MultiHashTrainer trainer = MultiHashTrainer.random(
                Lexicon.of(Map.of()),
                List.of(LexicalAttribute.NORM, LexicalAttribute.SHAPE),
                List.of(100, 50),
                8,
                3,
                Seeds.random("TrainableTableTest.multiHashTrainerLowersALoss").nextLong());
        float[] target = {1, -1, 1, -1, 1, -1, 1, -1};
        double first = distance(target, trainer.vector("Apple"));
        for (int step = 0; step < 200; step++) {
            float[] gradient = trainer.vector("Apple");
            for (int i = 0; i < 8; i++) {
                gradient[i] -= target[i];
            }
            trainer.addGradient("Apple", gradient);
            trainer.step(0.01f);
        }
        MultiHashEmbed trained = trainer.freeze();
        assertTrue(distance(target, trained.vector("Apple")) < 0.5 * first);
        assertArrayEquals(trained.vector("Pear"), MultiHashTrainer.of(trained).vector("Pear"));
    }

    private static double distance(float[] target, float[] vector) {
        double sum = 0;
        for (int i = 0; i < target.length; i++) {
            sum += (vector[i] - target[i]) * (vector[i] - target[i]);
        }
        return sum;
    }
}
