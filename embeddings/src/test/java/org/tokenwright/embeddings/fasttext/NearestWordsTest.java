package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tokenwright.embeddings.hashing.FloatTable;
import org.tokenwright.embeddings.hashing.FloretNgrams;
import org.tokenwright.embeddings.hashing.FloretVectors;
import org.tokenwright.testing.Seeds;

class NearestWordsTest {
    private static final Map<String, float[]> VECTORS = Map.of(
            "north", new float[] {0, 2},
            "south", new float[] {0, -1},
            "east", new float[] {3, 0},
            "northeast", new float[] {1, 1});

    private static float[] lookup(String word) {
        return Objects.requireNonNull(VECTORS.get(word));
    }

    private static WordVectors compass() {
        return WordVectors.of(List.of("north", "south", "east", "northeast"), 2, NearestWordsTest::lookup);
    }

    @Test
    void nearestAndAnalogies() {
        NearestWords nearest = new NearestWords(compass(), compass()::vector);
        assertEquals(
                List.of("northeast", "east", "south"),
                nearest.neighbours("north", 9).stream().map(SimilarWord::word).toList());
        assertEquals(1, nearest.nearest(new float[] {0, 5}, 1).get(0).similarity(), 1e-6);
        assertEquals(
                "east",
                nearest.analogies("north", "south", "northeast", 1).get(0).word());
        assertEquals(0, nearest.neighbours("unknown", 1).get(0).similarity());
    }

    @Test
    void wordsOfATableOfFloret() {
        SplittableRandom random = Seeds.random("NearestWordsTest.wordsOfATableOfFloret");
        float[] components = new float[100 * 8];
        for (int i = 0; i < components.length; i++) {
            components[i] = (float) random.nextDouble(-1, 1);
        }
        FloretVectors table = FloretVectors.of(FloretNgrams.of(100, 3, 5, 2), FloatTable.of(8, components));
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            words.add("word" + random.nextInt(10) + "x" + i);
        }
        Function<String, float[]> vectors = table::vector;
        NearestWords nearest = new NearestWords(WordVectors.of(words, 8, vectors), vectors);
        List<SimilarWord> found = nearest.neighbours("word5", words.size());
        assertEquals(words.size(), found.size());
        float last = 2;
        for (SimilarWord word : found) {
            assertEquals(
                    cosine(table.vector("word5"), table.vector(word.word())), word.similarity(), 1e-5, word.word());
            assertEquals(true, word.similarity() <= last);
            last = word.similarity();
        }
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double squares = 0;
        double others = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            squares += (double) a[i] * a[i];
            others += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(squares * others);
    }

    @Test
    void wordsAndVectorsAreChecked() {
        assertArrayEquals(new float[2], compass().vector("west"));
        assertEquals(
                "the word north comes twice",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> WordVectors.of(List.of("north", "north"), 2, NearestWordsTest::lookup))
                        .getMessage());
        assertEquals(
                "the vector of north has 2 components, must have 3",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> WordVectors.of(List.of("north"), 3, NearestWordsTest::lookup))
                        .getMessage());
        assertEquals(
                "dimension 0, must be at least 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> WordVectors.of(List.of(), 0, NearestWordsTest::lookup))
                        .getMessage());
        NearestWords nearest = new NearestWords(compass(), compass()::vector);
        assertEquals(
                "a vector of 3 components, the words have 2",
                assertThrows(IllegalArgumentException.class, () -> nearest.nearest(new float[3], 1))
                        .getMessage());
    }
}
