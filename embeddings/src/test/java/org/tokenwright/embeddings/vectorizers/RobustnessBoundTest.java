package org.tokenwright.embeddings.vectorizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokenwright.embeddings.ArrayTable;
import org.tokenwright.testing.Seeds;

class RobustnessBoundTest {
    private static final double ROUNDING = 1e-9;

    private static ArrayTable random(SplittableRandom random, int rows, int dimension) {
        float[] values = new float[rows * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new ArrayTable(values, dimension);
    }

    private static RobustnessCheck holds(RobustnessBound bound, int trials, int longest, SplittableRandom random) {
        RobustnessCheck check = RobustnessCheck.search(bound, trials, longest, random.nextLong());
        assertTrue(check.largestRatio() <= 1 + ROUNDING, check.toString());
        return check;
    }

    private static TfidfVectorizer vectorizer(SplittableRandom random, Norm norm, boolean sublinear, boolean binary) {
        TfidfTrainer trainer =
                TfidfVectorizer.trainer().norm(norm).sublinear(sublinear).binary(binary);
        int words = 2 + random.nextInt(20);
        for (int i = 0; i < 30; i++) {
            StringBuilder text = new StringBuilder("always ");
            for (int j = random.nextInt(10); j > 0; j--) {
                text.append("word")
                        .append(random.nextInt(1 + random.nextInt(words)))
                        .append(' ');
            }
            byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
            trainer.add(utf8, 0, utf8.length);
        }
        return trainer.train();
    }

    @RepeatedTest(5)
    void ofTablesHoldAndAreReached() {
        SplittableRandom random = Seeds.random("RobustnessBoundTest.ofTablesHoldAndAreReached");
        ArrayTable table = random(random, 2 + random.nextInt(50), 1 + random.nextInt(8));
        for (int longest : new int[] {1, 4, 40}) {
            RobustnessCheck check = holds(RobustnessBound.of(new ConcatenationVectorizer(table)), 300, longest, random);
            assertTrue(check.largestRatio() > 0.999, check.toString());
            check = holds(RobustnessBound.of(new MeanVectorizer(table)), 300, longest, random);
            assertTrue(check.largestRatio() > 0.999, check.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void ofTfidfHoldAndAreNotFar(Norm norm) {
        SplittableRandom random = Seeds.random("RobustnessBoundTest.ofTfidfHoldAndAreNotFar");
        for (int i = 0; i < 8; i++) {
            boolean sublinear = i % 2 == 1;
            boolean binary = i / 2 % 2 == 1;
            RobustnessBound bound = RobustnessBound.of(vectorizer(random, norm, sublinear, binary));
            for (int longest : new int[] {1, 4, 40}) {
                RobustnessCheck check = holds(bound, 300, longest, random);
                assertTrue(check.largestRatio() > 0.5, check.toString());
                assertTrue(check.pairs() > 3000);
            }
        }
    }

    @RepeatedTest(3)
    void ofParagraphVectorsHold() {
        SplittableRandom random = Seeds.random("RobustnessBoundTest.ofParagraphVectorsHold");
        ArrayTable words = random(random, 6, 3);
        ArrayTable contexts = random(random, 6, 3);
        double alpha = Math.pow(10, -2 * random.nextDouble());
        for (ParagraphVector inference : List.of(
                ParagraphVector.bagOfWords(words, 0, alpha),
                ParagraphVector.sumOfContext(words, contexts, 1, alpha),
                ParagraphVector.meanOfContext(words, contexts, 2, alpha),
                ParagraphVector.concatenatedContext(words, List.of(words, contexts), alpha))) {
            RobustnessCheck check = holds(RobustnessBound.of(inference), 20, 12, random);
            assertTrue(check.largestRatio() > 0, check.toString());
        }
    }

    @RepeatedTest(10)
    void diameterIsThatOfAllPairs() {
        SplittableRandom random = Seeds.random("RobustnessBoundTest.diameterIsThatOfAllPairs");
        ArrayTable table = random(random, 1 + random.nextInt(60), 1 + random.nextInt(6));
        double largest = 0;
        double[][] rows = new double[(int) table.rows()][table.dimension()];
        for (int i = 0; i < table.values().length; i++) {
            rows[i / table.dimension()][i % table.dimension()] = table.values()[i];
        }
        for (double[] a : rows) {
            for (double[] b : rows) {
                largest = Math.max(largest, Spread.distance(a, b));
            }
        }
        Spread spread = Spread.of(table);
        assertEquals(largest, spread.diameter(), 1e-8 * largest);
        assertEquals(largest, Spread.distance(rows[spread.first()], rows[spread.second()]), 1e-8 * largest);
    }

    @Test
    void isNoneWhereNothingIsKnown() {
        ArrayTable table = random(new SplittableRandom(1), 5, 2);
        RobustnessBound concatenation = RobustnessBound.of(new ConcatenationVectorizer(table));
        assertEquals(Double.POSITIVE_INFINITY, concatenation.ofEdits(9, 1));
        assertEquals(0, concatenation.ofEdits(9, 0));
        assertEquals(2 * concatenation.ofSubstitutions(9, 1), concatenation.ofSubstitutions(9, 4));
        RobustnessBound mean = RobustnessBound.of(new MeanVectorizer(table));
        assertEquals(Double.POSITIVE_INFINITY, mean.ofEdits(3, 3));
        assertEquals(mean.ofSubstitutions(1, 1) / 10, mean.ofSubstitutions(10, 1));
        RobustnessBound inferred = RobustnessBound.of(ParagraphVector.meanOfContext(table, table, 2, 1));
        assertEquals(Double.POSITIVE_INFINITY, inferred.ofSubstitutions(4, 1));
        assertEquals(
                "texts have 1 and 2 tokens, expected the same number",
                assertThrows(IllegalArgumentException.class, () -> concatenation.distance(new int[1], new int[2]))
                        .getMessage());
        assertEquals(
                "trials is 0, longest is 1, and there are 5 different tokens, expected 1 or more of each",
                assertThrows(IllegalArgumentException.class, () -> RobustnessCheck.search(mean, 0, 1, 0))
                        .getMessage());
    }

    @Test
    void vectorsAreRowsAndTheirMean() {
        ArrayTable table = new ArrayTable(new float[] {1, 2, 3, 4, 5, 7}, 2);
        assertArrayEquals(new float[] {5, 7, 1, 2, 5, 7}, new ConcatenationVectorizer(table).vector(2, 0, 2));
        assertArrayEquals(new double[] {11 / 3.0, 16 / 3.0}, new MeanVectorizer(table).vector(2, 0, 2));
        assertArrayEquals(new double[2], new MeanVectorizer(table).vector());
    }
}
