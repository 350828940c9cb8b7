package org.tokenwright.embeddings.vectorizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.embeddings.ArrayTable;
import org.tokenwright.testing.Json;
import org.tokenwright.testing.Seeds;
import org.tokenwright.testing.SharedData;

class ParagraphVectorTest {
    @ParameterizedTest
    @ValueSource(strings = {"dbow", "mean_sum", "mean", "concat"})
    void findsTheKnownMinimum(String variant) throws IOException {
        Json golden = Json.read(SharedData.path("golden/other/vectorizer_robustness.json"))
                .get("case");
        double[][] context = golden.get("P").rows();
        int window = golden.get("nu").integer();
        double[][][] contexts = switch (variant) {
            case "dbow" -> new double[0][][];
            case "concat" ->
                golden.get("P_concat").list().stream().map(Json::rows).toArray(double[][][]::new);
            default -> new double[][][] {context};
        };
        double weight = variant.equals("mean") ? 1.0 / (2 * window) : 1;
        ParagraphVector inference = new ParagraphVector(
                golden.get("R").rows(),
                contexts,
                window,
                weight,
                golden.get("alpha").number());
        int[] first = golden.get("doc").integers();
        int[] second = golden.get("doc2").integers();
        Json expected = golden.get(variant);
        assertArrayEquals(expected.get("q").numbers(), inference.vector(first), 1e-8);
        assertArrayEquals(expected.get("q2").numbers(), inference.vector(second), 1e-8);
        RobustnessBound bound = RobustnessBound.of(inference);
        assertEquals(expected.get("distance").number(), bound.distance(first, second), 1e-8);
        int changed = golden.get("hamming").integer();
        assertEquals(expected.get("bound").number(), bound.ofSubstitutions(first.length, changed), 1e-7);
    }

    private static ArrayTable random(SplittableRandom random, int rows, int dimension, double scale) {
        float[] values = new float[rows * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return new ArrayTable(values, dimension);
    }

    /** F falls nowhere around the minimum: by differences, place by place, in the plain way. */
    @RepeatedTest(10)
    void isAMinimumOfThePlainFunction() {
        SplittableRandom random = Seeds.random("isAMinimumOfThePlainFunction");
        int rows = 2 + random.nextInt(10);
        int dimension = 1 + random.nextInt(5);
        int window = 1 + random.nextInt(2);
        double alpha = Math.pow(10, -4 * random.nextDouble());
        double scale = Math.pow(10, random.nextDouble());
        ArrayTable words = random(random, rows, dimension, scale);
        ArrayTable context = random(random, rows, dimension, scale);
        int[] document =
                random.ints(2 * window + 1 + random.nextInt(10), 0, rows).toArray();
        boolean mean = random.nextBoolean();
        ParagraphVector inference = mean
                ? ParagraphVector.meanOfContext(words, context, window, alpha)
                : ParagraphVector.sumOfContext(words, context, window, alpha);
        double weight = mean ? 1.0 / (2 * window) : 1;
        double[] q = inference.vector(document);
        double least = plain(words, context, document, window, weight, alpha, q);
        for (int i = 0; i < 20; i++) {
            double[] other = q.clone();
            for (int j = 0; j < dimension; j++) {
                other[j] += 1e-3 * random.nextGaussian();
            }
            double value = plain(words, context, document, window, weight, alpha, other);
            double convexity = alpha / 2 * Math.pow(Spread.distance(q, other), 2);
            assertTrue(value >= least + convexity - 1e-12 * (1 + least), value + " below " + least);
        }
        assertArrayEquals(q, inference.vector(document));
    }

    private static double plain(
            ArrayTable words, ArrayTable context, int[] document, int window, double weight, double alpha, double[] q) {
        int dimension = words.dimension();
        double sum = 0;
        int places = 0;
        for (int t = window; t < document.length - window; t++, places++) {
            double[] input = q.clone();
            for (int near = t - window; near <= t + window; near++) {
                for (int i = 0; i < dimension && near != t; i++) {
                    input[i] += weight * context.values()[document[near] * dimension + i];
                }
            }
            double[] scores = new double[(int) words.rows()];
            double highest = Double.NEGATIVE_INFINITY;
            for (int word = 0; word < scores.length; word++) {
                for (int i = 0; i < dimension; i++) {
                    scores[word] += words.values()[word * dimension + i] * input[i];
                }
                highest = Math.max(highest, scores[word]);
            }
            double total = 0;
            for (double score : scores) {
                total += Math.exp(score - highest);
            }
            sum += highest + Math.log(total) - scores[document[t]];
        }
        double square = 0;
        for (double component : q) {
            square += component * component;
        }
        return sum / places + alpha / 2 * square;
    }

    @Test
    void bagOfWordsKnowsNoOrder() {
        ArrayTable words = random(new SplittableRandom(1), 8, 3, 1);
        ParagraphVector inference = ParagraphVector.bagOfWords(words, 0, 1e-4);
        assertArrayEquals(inference.vector(1, 2, 3, 3, 7), inference.vector(3, 7, 2, 3, 1), 1e-9);
        assertEquals(3, inference.dimension());
        assertEquals(8, inference.words());
    }

    @Test
    void saysWhatIsWrong() {
        ArrayTable words = random(new SplittableRandom(1), 8, 3, 1);
        ArrayTable others = random(new SplittableRandom(1), 7, 3, 1);
        assertMessage("window is -1, expected 0 or more", () -> ParagraphVector.bagOfWords(words, -1, 1));
        assertMessage("window is 0, expected 1 or more", () -> ParagraphVector.meanOfContext(words, words, 0, 1));
        assertMessage("alpha is 0.0, expected a number above 0", () -> ParagraphVector.bagOfWords(words, 1, 0));
        assertMessage(
                "the vectors of contexts are 7 x 3, expected 8 x 3 as those of words",
                () -> ParagraphVector.sumOfContext(words, others, 1, 1));
        assertMessage(
                "there are 1 contexts, expected as many before a word as behind it",
                () -> ParagraphVector.concatenatedContext(words, List.of(words), 1));
        assertMessage(
                "component 1 of row 0 is NaN, expected a finite number",
                () -> ParagraphVector.bagOfWords(new ArrayTable(new float[] {1, Float.NaN}, 2), 1, 1));
        ParagraphVector inference = ParagraphVector.concatenatedContext(words, List.of(words, words), 1);
        assertMessage("the document has 2 words, expected at least 3 with a window of 1", () -> inference.vector(0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> inference.vector(0, 8, 1));
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(
                expected, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
