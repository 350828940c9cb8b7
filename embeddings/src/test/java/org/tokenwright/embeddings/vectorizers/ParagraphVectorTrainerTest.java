package org.tokenwright.embeddings.vectorizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.embeddings.fasttext.ParagraphVectorTrainer;
import org.tokenwright.embeddings.fasttext.TrainingDivergedException;
import org.tokenwright.testing.Seeds;

class ParagraphVectorTrainerTest {
    private static final int WORDS = 40;
    private static final int SHARED = 10;

    /** {@return a document of one of two topics, which share the first words} */
    private static int[] document(SplittableRandom random, int topic) {
        int own = (WORDS - SHARED) / 2;
        return random.ints(30, 0, SHARED + own)
                .map(word -> word < SHARED ? word : word + topic * own)
                .toArray();
    }

    private static ParagraphVector train(int window, long seed, SplittableRandom random) {
        ParagraphVectorTrainer trainer = new ParagraphVectorTrainer(WORDS)
                .dimension(8)
                .epochs(30)
                .learningRate(0.1)
                .seed(seed)
                .alpha(0.1);
        if (window > 0) {
            trainer.memory(window);
        }
        for (int i = 0; i < 60; i++) {
            trainer.add(document(random, i % 2));
        }
        return trainer.train(progress -> {});
    }

    /** New documents of a topic are nearer to each other than to those of the other. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void tellsTopicsApart(int window) {
        SplittableRandom random = Seeds.random("ParagraphVectorTrainerTest.tellsTopicsApart");
        ParagraphVector inference = train(window, 1, random);
        assertEquals(WORDS, inference.words());
        double same = 0;
        double other = 0;
        for (int i = 0; i < 20; i++) {
            double[] first = inference.vector(document(random, 0));
            same += distance(first, inference.vector(document(random, 0)));
            other += distance(first, inference.vector(document(random, 1)));
        }
        assertTrue(same < (window == 0 ? 0.7 : 0.95) * other, same + " to " + other);
    }

    private static double distance(double[] a, double[] b) {
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            square += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(square);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void dependsOnTheSeedOnly(int window) {
        double[] first = train(window, 5, new SplittableRandom(1)).vector(1, 2, 3, 4, 5, 6);
        assertArrayEquals(first, train(window, 5, new SplittableRandom(1)).vector(1, 2, 3, 4, 5, 6));
        assertFalse(
                Arrays.equals(first, train(window, 6, new SplittableRandom(1)).vector(1, 2, 3, 4, 5, 6)));
    }

    /** Scores are logarithms of probabilities: those of documents of one word in four of the time 1/4. */
    @Test
    void learnsProbabilities() {
        ParagraphVectorTrainer trainer =
                new ParagraphVectorTrainer(4).dimension(4).epochs(300).alpha(1e-3);
        for (int i = 0; i < 20; i++) {
            trainer.add(0, 1, 1, 2, 0, 1, 1, 3);
        }
        ParagraphVector inference = trainer.train(progress -> {});
        double[] expected = {0.25, 0.5, 0.125, 0.125};
        double[] q = inference.vector(0, 1, 1, 2, 0, 1, 1, 3);
        double[] scores = new double[4];
        for (int word = 0; word < scores.length; word++) {
            for (int i = 0; i < q.length; i++) {
                scores[word] += inference.outputs()[word][i] * q[i];
            }
        }
        for (int word = 1; word < expected.length; word++) {
            assertEquals(Math.log(expected[word] / expected[0]), scores[word] - scores[0], 0.1);
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertMessage("words is 1, expected 2 or more", () -> new ParagraphVectorTrainer(1));
        ParagraphVectorTrainer trainer = new ParagraphVectorTrainer(3);
        assertMessage("dimension is 0, expected 1 to 1048576", () -> trainer.dimension(0));
        assertMessage("window is 401, expected 1 to 400", () -> trainer.memory(401));
        assertMessage("epochs is 0, expected 1 or more", () -> trainer.epochs(0));
        assertMessage("learning rate is NaN, expected a number above 0", () -> trainer.learningRate(Double.NaN));
        assertMessage("negatives is 0, expected 1 or more", () -> trainer.negatives(0));
        assertMessage("alpha is 0.0, expected a number above 0", () -> trainer.alpha(0));
        assertThrows(IndexOutOfBoundsException.class, () -> trainer.add(0, 3));
        trainer.memory(2).add(0, 1, 2, 0);
        assertEquals(
                "none of 1 documents has a word with 2 words on either side, expected some",
                assertThrows(IllegalStateException.class, () -> trainer.train(progress -> {}))
                        .getMessage());
        trainer.add(0, 1, 1, 1, 0);
        assertEquals(
                "all words to be predicted are word 1, expected two different ones at least",
                assertThrows(IllegalStateException.class, () -> trainer.train(progress -> {}))
                        .getMessage());
    }

    @Test
    void divergesWithAMessage() {
        ParagraphVectorTrainer trainer = new ParagraphVectorTrainer(3)
                .dimension(2)
                .epochs(3)
                .learningRate(1e30)
                .add(0, 1, 2, 0);
        String message =
                String.valueOf(assertThrows(TrainingDivergedException.class, () -> trainer.train(progress -> {}))
                        .getMessage());
        assertTrue(message.startsWith("the training diverged: "), message);
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(
                expected, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
