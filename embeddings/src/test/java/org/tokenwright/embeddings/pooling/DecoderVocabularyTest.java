package org.tokenwright.embeddings.pooling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.embeddings.hashing.FloatTable;
import org.tokenwright.embeddings.hashing.TrainableTable;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.segment.RaggedBatch;
import org.tokenwright.tokenizers.segment.Segmenters;

class DecoderVocabularyTest {
    private static RaggedBatch bytes(String... texts) {
        RaggedBatch.Builder builder = RaggedBatch.ofBytes(Segmenters.of("bytes:2"));
        for (String text : texts) {
            builder.add(text.getBytes(UTF_8), 0, text.length());
        }
        return builder.build();
    }

    private static String word(DecoderVocabulary words, int word) {
        StringBuilder text = new StringBuilder();
        for (int unit : words.units(word)) {
            text.append((char) unit);
        }
        return text.toString();
    }

    @Test
    void wordsAreInTheOrderOfTheirCounts() {
        FloatTable table = FloatTable.of(1, new float[256]);
        DecoderVocabulary.Builder builder = new DecoderVocabulary.Builder();
        builder.add(bytes("zzaabb", "aaa")).add(bytes("bb", "cczz", "bb"));
        DecoderVocabulary words = builder.build(WordPooler.mean(table), 2);
        assertEquals(3, words.size());
        assertEquals(List.of("bb", "aa", "zz"), List.of(word(words, 0), word(words, 1), word(words, 2)));
        assertArrayEquals(new long[] {3, 2, 2}, new long[] {words.count(0), words.count(1), words.count(2)});
        assertEquals(5, builder.build(WordPooler.mean(table), 1).size());
    }

    @Test
    void nearestAreThoseOfASort() {
        SplittableRandom random = Seeds.random("DecoderVocabularyTest.nearestAreThoseOfASort");
        FloatTable table = TrainableTable.uniform(256, 4, 1, random.nextLong()).freeze();
        WordPooler pooler = random.nextBoolean() ? WordPooler.mean(table) : WordPooler.sum(table);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            text.append((char) ('a' + random.nextInt(8)));
        }
        DecoderVocabulary words =
                new DecoderVocabulary.Builder().add(bytes(text.toString())).build(pooler, 1);
        float[] query = {1, -2, 0.5f, 0};
        List<DecoderVocabulary.Match> all = new ArrayList<>();
        for (int word = 0; word < words.size(); word++) {
            float[] vector = new float[4];
            int[] units = words.units(word);
            pooler.pool(units, 0, units.length, vector);
            float score = 0;
            for (int i = 0; i < 4; i++) {
                score += vector[i] * query[i];
            }
            all.add(new DecoderVocabulary.Match(word, score));
        }
        all.sort(Comparator.comparingDouble(DecoderVocabulary.Match::score)
                .reversed()
                .thenComparingInt(DecoderVocabulary.Match::word));
        for (int k : new int[] {1, 2, 7, 60, 1000}) {
            assertEquals(all.subList(0, Math.min(k, all.size())), words.nearest(query, k));
        }
    }

    @Test
    void pooledVectorIsDecoded() {
        SplittableRandom random = Seeds.random("DecoderVocabularyTest.pooledVectorIsDecoded");
        float[] components =
                TrainableTable.uniform(256, 64, 1, random.nextLong()).freeze().toArray();
        for (int row = 0; row < 256; row++) {
            double squares = 0;
            for (int i = 0; i < 64; i++) {
                squares += components[row * 64 + i] * components[row * 64 + i];
            }
            for (int i = 0; i < 64; i++) {
                components[row * 64 + i] /= (float) Math.sqrt(squares);
            }
        }
        RaggedBatch.Builder letters = RaggedBatch.ofBytes(Segmenters.of("bytes:1"));
        byte[] text = "the quick brown fox jumps over the lazy dog".getBytes(UTF_8);
        RaggedBatch batch = letters.add(text, 0, text.length).build();
        WordPooler pooler = WordPooler.mean(FloatTable.of(64, components));
        DecoderVocabulary words = new DecoderVocabulary.Builder().add(batch).build(pooler, 1);
        float[] vector = new float[64];
        for (int word = 0; word < words.size(); word++) {
            pooler.pool(words.units(word), 0, 1, vector);
            assertEquals(word, words.nearest(vector, 1).get(0).word());
        }
    }

    @Test
    void numbersAreChecked() {
        FloatTable table = FloatTable.of(2, new float[512]);
        DecoderVocabulary words =
                new DecoderVocabulary.Builder().add(bytes("abc")).build(WordPooler.max(table), 1);
        assertEquals(
                "a vector of 3 components, expected 2",
                assertThrows(IllegalArgumentException.class, () -> words.nearest(new float[3], 1))
                        .getMessage());
        assertEquals(
                "0 words, expected 1 or more",
                assertThrows(IllegalArgumentException.class, () -> words.nearest(new float[2], 0))
                        .getMessage());
        assertEquals(
                "the least count is 0, expected 1 or more",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new DecoderVocabulary.Builder().build(WordPooler.max(table), 0))
                        .getMessage());
    }
}
