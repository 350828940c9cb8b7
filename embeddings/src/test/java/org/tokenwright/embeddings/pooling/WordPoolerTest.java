package org.tokenwright.embeddings.pooling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.hashing.CodePointHash;
import org.tokenwright.embeddings.hashing.FastTextNgrams;
import org.tokenwright.embeddings.hashing.FloatTable;
import org.tokenwright.embeddings.hashing.HashedWords;
import org.tokenwright.embeddings.hashing.LexicalAttribute;
import org.tokenwright.embeddings.hashing.Lexicon;
import org.tokenwright.embeddings.hashing.MultiHashEmbed;
import org.tokenwright.embeddings.hashing.MultiHashTrainer;
import org.tokenwright.embeddings.hashing.NgramHash;
import org.tokenwright.embeddings.hashing.TrainableTable;
import org.tokenwright.embeddings.hashing.TrigramRows;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.segment.Overflow;
import org.tokenwright.tokenizers.segment.PaddedBatch;
import org.tokenwright.tokenizers.segment.RaggedBatch;
import org.tokenwright.tokenizers.segment.Segmenters;

class WordPoolerTest {
    private static final String[] TEXTS = {
        "The quick brown fox, the lazy dog", "Straße 北京 👩‍🍳 naïve", "", "a b c The the"
    };
    private static final int LONGEST = 32;

    private static FloatTable table(int rows, int dimension, SplittableRandom random) {
        return TrainableTable.uniform(rows, dimension, 1, random.nextLong()).freeze();
    }

    private static RaggedBatch bytes(String... texts) {
        RaggedBatch.Builder builder = RaggedBatch.ofBytes(Segmenters.of("hat"));
        return add(builder, texts);
    }

    private static RaggedBatch add(RaggedBatch.Builder builder, String... texts) {
        for (String text : texts) {
            byte[] utf8 = text.getBytes(UTF_8);
            builder.add(utf8, 0, utf8.length);
        }
        return builder.build();
    }

    /** All kinds, for units that are bytes. */
    private static Map<String, WordPooler> poolers(SplittableRandom random) {
        FloatTable units = table(256, 8, random);
        FloatTable positions = table(LONGEST, 8, random);
        Map<String, WordPooler> poolers = new LinkedHashMap<>();
        poolers.put("mean", WordPooler.mean(units));
        poolers.put("mean with positions", WordPooler.mean(units, positions));
        poolers.put("max", WordPooler.max(units));
        poolers.put("max with positions", WordPooler.max(units, positions));
        poolers.put("sum", WordPooler.sum(units));
        poolers.put("sum with positions", WordPooler.sum(units, positions));
        poolers.put(
                "n-grams", WordPooler.ofBytes(HashedWords.sum(new FastTextNgrams(100, 3, 6), table(100, 8, random))));
        poolers.put("trigrams", WordPooler.ofBytes(HashedWords.sum(new TrigramRows(100, 5, 2), table(100, 8, random))));
        MultiHashEmbed multi = MultiHashTrainer.random(
                        Lexicon.of(Map.of()),
                        List.of(LexicalAttribute.NORM, LexicalAttribute.PREFIX, LexicalAttribute.SHAPE),
                        List.of(100, 50, 50),
                        8,
                        3,
                        random.nextLong())
                .freeze();
        poolers.put("multi-hash of words", WordPooler.ofBytes(multi));
        poolers.put(
                "multi-hash of characters",
                WordPooler.mean(CodePointHash.of(List.of(table(50, 4, random), table(50, 4, random)))));
        poolers.put(
                "multi-hash of n-grams",
                WordPooler.mean(NgramHash.of(
                        Map.of(
                                2,
                                List.of(table(50, 4, random), table(50, 4, random)),
                                3,
                                List.of(table(50, 4, random), table(50, 4, random))),
                        0)));
        poolers.put("attention", AttentionPooler.of(units, null, 2, weights(8, 3, random)));
        return poolers;
    }

    private static AttentionPooler.Weights weights(int d, int queries, SplittableRandom random) {
        return new AttentionPooler.Weights(
                table(queries, d, random).toArray(),
                table(3 * d, d, random).toArray(),
                table(3, d, random).toArray(),
                table(d, d, random).toArray(),
                table(1, d, random).toArray());
    }

    @Test
    void vectorDoesNotDependOnTheBatch() {
        SplittableRandom random = Seeds.random("WordPoolerTest.vectorDoesNotDependOnTheBatch");
        RaggedBatch all = bytes(TEXTS);
        for (Map.Entry<String, WordPooler> entry : poolers(random).entrySet()) {
            WordPooler pooler = entry.getValue();
            float[] together = pooler.pool(all);
            int at = 0;
            for (String text : TEXTS) {
                float[] alone = pooler.pool(bytes(text));
                assertArrayEquals(alone, Arrays.copyOfRange(together, at, at + alone.length), entry.getKey());
                at += alone.length;
            }
            assertEquals(at, together.length);
        }
    }

    @Test
    void paddedWordsHaveTheSameVectors() {
        SplittableRandom random = Seeds.random("WordPoolerTest.paddedWordsHaveTheSameVectors");
        RaggedBatch batch = bytes(TEXTS);
        PaddedBatch padded = batch.padded(LONGEST, 77, Overflow.ERROR);
        for (Map.Entry<String, WordPooler> entry : poolers(random).entrySet()) {
            WordPooler pooler = entry.getValue();
            float[] expected = pooler.pool(batch);
            float[] vector = new float[pooler.dimension()];
            int[] ids = padded.ids();
            for (int row = 0; row < padded.rows(); row++) {
                pooler.pool(ids, row * LONGEST, row * LONGEST + padded.length(row), vector);
                assertArrayEquals(
                        Arrays.copyOfRange(expected, row * vector.length, (row + 1) * vector.length),
                        vector,
                        entry.getKey());
            }
        }
    }

    @Test
    void wordOfNoUnitsIsZero() {
        SplittableRandom random = Seeds.random("WordPoolerTest.wordOfNoUnitsIsZero");
        for (Map.Entry<String, WordPooler> entry : poolers(random).entrySet()) {
            float[] vector = new float[entry.getValue().dimension()];
            Arrays.fill(vector, 9);
            entry.getValue().pool(new int[] {1, 2}, 1, 1, vector);
            assertArrayEquals(new float[vector.length], vector, entry.getKey());
        }
    }

    @Test
    void reductionsByHand() {
        FloatTable units = FloatTable.of(2, 1, -1, 5, -4, 0, -2);
        FloatTable positions = FloatTable.of(2, 0, 0, 10, 20);
        int[] word = {9, 1, 2, 9};
        float[] vector = new float[3];
        WordPooler.sum(units).pool(word, 1, 3, vector);
        assertArrayEquals(new float[] {5, -6, 0}, vector);
        WordPooler.mean(units).pool(word, 1, 3, vector);
        assertArrayEquals(new float[] {2.5f, -3, 0}, vector);
        WordPooler.max(units).pool(word, 1, 3, vector);
        assertArrayEquals(new float[] {5, -2, 0}, vector);
        WordPooler.sum(units, positions).pool(word, 1, 3, vector);
        assertArrayEquals(new float[] {15, 14, 0}, vector);
        WordPooler.mean(units, positions).pool(word, 1, 3, vector);
        assertArrayEquals(new float[] {7.5f, 7, 0}, vector);
        WordPooler.max(units, positions).pool(word, 1, 3, vector);
        assertArrayEquals(new float[] {10, 18, 0}, vector);
    }

    @Test
    void charactersAreHashedWithTheirNgrams() {
        SplittableRandom random = Seeds.random("WordPoolerTest.charactersAreHashedWithTheirNgrams");
        List<FloatTable> tables = List.of(table(30, 3, random));
        NgramHash ngrams = NgramHash.of(Map.of(2, tables), 0);
        RaggedBatch batch = add(RaggedBatch.ofCodePoints(Segmenters.of("characters:2")), "北京");
        float[] expected = new float[3];
        tables.get(0).addTo(('北' * 2 + '京') * 2 % 30, 0.5f, expected);
        tables.get(0).addTo('京' * 2 * 2 % 30, 0.5f, expected);
        assertArrayEquals(expected, WordPooler.mean(ngrams).pool(batch), 1e-6f);
    }

    @Test
    void attentionIsThatOfTheDefinition() {
        SplittableRandom random = Seeds.random("WordPoolerTest.attentionIsThatOfTheDefinition");
        for (int run = 0; run < 20; run++) {
            int heads = 1 + random.nextInt(3);
            int d = heads * (1 + random.nextInt(4));
            int queries = 1 + random.nextInt(3);
            FloatTable units = table(20, d, random);
            FloatTable positions = table(9, d, random);
            AttentionPooler.Weights weights = weights(d, queries, random);
            AttentionPooler pooler = AttentionPooler.of(units, positions, heads, weights);
            int[] word = random.ints(1 + random.nextInt(9), 0, 20).toArray();
            float[] vector = new float[queries * d];
            pooler.pool(word, 0, word.length, vector);
            double[] expected = attend(word, units, positions, heads, weights);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], vector[i], 1e-5 * (1 + Math.abs(expected[i])));
            }
        }
    }

    /** Projects all units, as the definition says. */
    private static double[] attend(
            int[] word, VectorTable units, VectorTable positions, int heads, AttentionPooler.Weights weights) {
        int d = units.dimension();
        int size = d / heads;
        int queries = weights.queries().length / d;
        double[] result = new double[queries * d];
        for (int query = 0; query < queries; query++) {
            double[] q = linear(
                    weights.inWeights(),
                    weights.inBias(),
                    0,
                    d,
                    Arrays.copyOfRange(weights.queries(), query * d, query * d + d));
            double[] context = new double[d];
            double[][] keys = new double[word.length][];
            double[][] values = new double[word.length][];
            for (int i = 0; i < word.length; i++) {
                float[] x = new float[d];
                units.addTo(word[i], 1, x);
                positions.addTo(i, 1, x);
                keys[i] = linear(weights.inWeights(), weights.inBias(), d, d, x);
                values[i] = linear(weights.inWeights(), weights.inBias(), 2 * d, d, x);
            }
            for (int head = 0; head < heads; head++) {
                double[] scores = new double[word.length];
                double sum = 0;
                for (int i = 0; i < word.length; i++) {
                    for (int c = head * size; c < (head + 1) * size; c++) {
                        scores[i] += q[c] * keys[i][c];
                    }
                    scores[i] = Math.exp(scores[i] / Math.sqrt(size));
                    sum += scores[i];
                }
                for (int i = 0; i < word.length; i++) {
                    for (int c = head * size; c < (head + 1) * size; c++) {
                        context[c] += scores[i] / sum * values[i][c];
                    }
                }
            }
            for (int r = 0; r < d; r++) {
                result[query * d + r] = weights.outBias()[r];
                for (int c = 0; c < d; c++) {
                    result[query * d + r] += weights.outWeights()[r * d + c] * context[c];
                }
            }
        }
        return result;
    }

    private static double[] linear(float[] weights, float[] bias, int first, int d, float[] x) {
        double[] y = new double[d];
        for (int r = 0; r < d; r++) {
            y[r] = bias[first + r];
            for (int c = 0; c < d; c++) {
                y[r] += (double) weights[(first + r) * d + c] * x[c];
            }
        }
        return y;
    }

    @Test
    void unitsAndShapesAreChecked() {
        FloatTable units = FloatTable.of(2, 1, 2, 3, 4);
        FloatTable positions = FloatTable.of(2, 1, 2);
        float[] vector = new float[4];
        assertEquals(
                "unit 1 of a word is 2, expected 0 to 1 as there are vectors",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> WordPooler.mean(units).pool(new int[] {5, 0, 2}, 1, 3, vector))
                        .getMessage());
        assertEquals(
                "a word of 2 units, expected at most 1 as there are positions",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> WordPooler.max(units, positions).pool(new int[] {0, 1}, 0, 2, vector))
                        .getMessage());
        assertEquals(
                "positions of dimension 1, expected 2 as units have",
                assertThrows(IllegalArgumentException.class, () -> WordPooler.sum(units, FloatTable.of(1, 1)))
                        .getMessage());
        WordPooler ofBytes = WordPooler.ofBytes(HashedWords.sum(new FastTextNgrams(2, 1, 1), units));
        assertEquals(
                "unit 0 of a word is 256, expected a byte, 0 to 255",
                assertThrows(IllegalArgumentException.class, () -> ofBytes.pool(new int[] {256}, 0, 1, vector))
                        .getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> ofBytes.pool(new int[] {1}, 0, 1, new float[1]));
        AttentionPooler.Weights weights =
                new AttentionPooler.Weights(new float[2], new float[12], new float[6], new float[4], new float[1]);
        assertEquals(
                "1 biases of the output, expected 2",
                assertThrows(IllegalArgumentException.class, () -> AttentionPooler.of(units, null, 1, weights))
                        .getMessage());
        assertEquals(
                "3 heads, expected 1 or more that divide the dimension 2",
                assertThrows(IllegalArgumentException.class, () -> AttentionPooler.of(units, null, 3, weights))
                        .getMessage());
    }
}
