package org.tokenwright.embeddings.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.CorruptInputException;

class VectorEvaluationTest {
    @TempDir
    Path folder;

    private Path write(String... lines) throws IOException {
        return Files.write(folder.resolve("test.txt"), List.of(lines));
    }

    @Test
    void correlationsAreThoseOfPlainLoops() throws IOException {
        SplittableRandom random = Seeds.random("VectorEvaluationTest");
        int words = random.nextInt(5, 30);
        TreeMap<String, float[]> vectors = new TreeMap<>();
        for (int i = 0; i < words; i++) {
            vectors.put("w" + i, new float[] {(float) random.nextDouble(-2, 2), (float) random.nextDouble(1, 2)});
        }
        List<String> lines = new ArrayList<>();
        List<Double> cosines = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        int unknown = 0;
        for (int i = 0; i < 60; i++) {
            int low = random.nextInt(words);
            String first = "w" + low;
            String second = "w" + random.nextInt(low + 1, words + 2);
            int score = random.nextInt(8);
            lines.add(first + (random.nextBoolean() ? " " : "\t") + second + "\t" + score);
            float[] one = vectors.get(first);
            float[] other = vectors.get(second);
            if (one != null && other != null) {
                cosines.add(cosine(one, other));
                scores.add((double) score);
            } else {
                unknown++;
            }
        }
        SimilarityResult result =
                SimilaritySet.words(write(lines.toArray(String[]::new))).evaluate(vectors::get);
        assertEquals(cosines.size(), result.pairs());
        assertEquals(unknown, result.unknown());
        assertEquals(correlation(cosines, scores), result.pearson(), 1e-9);
        assertEquals(correlation(ranks(cosines), ranks(scores)), result.spearman(), 1e-9);
    }

    private static double cosine(float[] a, float[] b) {
        double dot = (double) a[0] * b[0] + (double) a[1] * b[1];
        return dot / Math.hypot(a[0], a[1]) / Math.hypot(b[0], b[1]);
    }

    /** {@return how many values are smaller, and half of those that are equal} */
    private static List<Double> ranks(List<Double> values) {
        return values.stream()
                .map(x -> values.stream()
                        .mapToDouble(y -> x.equals(y) ? 0.5 : y < x ? 1 : 0)
                        .sum())
                .toList();
    }

    private static double correlation(List<Double> xs, List<Double> ys) {
        int n = xs.size();
        double sumX = 0;
        double sumY = 0;
        double sumXy = 0;
        double sumXx = 0;
        double sumYy = 0;
        for (int i = 0; i < n; i++) {
            sumX += xs.get(i);
            sumY += ys.get(i);
            sumXy += xs.get(i) * ys.get(i);
            sumXx += xs.get(i) * xs.get(i);
            sumYy += ys.get(i) * ys.get(i);
        }
        return (n * sumXy - sumX * sumY) / Math.sqrt(n * sumXx - sumX * sumX) / Math.sqrt(n * sumYy - sumY * sumY);
    }

    @Test
    void answersAreCountedBySection() throws IOException {
        AnalogySet set = AnalogySet.load(write("A B C D", "", ": more", "A B C E", "A B C X", ": none"));
        List<AnalogyResult> results = set.mapped(word -> word.toLowerCase(Locale.ROOT))
                .evaluate(word -> !word.equals("x"), (a, b, c) -> a.equals("a") && b.equals("b") ? "d" : "");
        assertEquals(
                List.of(
                        new AnalogyResult("", 1, 0, 1),
                        new AnalogyResult("more", 1, 1, 0),
                        new AnalogyResult("none", 0, 0, 0)),
                results);
        assertEquals(1.0, results.get(0).accuracy());
    }

    @Test
    void malformedFilesAreRefused() throws IOException {
        Path file = write("a b 1", "a b");
        assertEquals(
                file + ", line 2: found 2 columns, expected two words and a number",
                assertThrows(CorruptInputException.class, () -> SimilaritySet.words(file))
                        .getMessage());
        assertEquals(
                file + ", line 1: found 1 columns, expected 7 at least, parted by tabs",
                assertThrows(CorruptInputException.class, () -> SimilaritySet.sentences(file))
                        .getMessage());
        assertEquals(
                file + ", line 1: found 3 words, expected four, or a colon and a section",
                assertThrows(CorruptInputException.class, () -> AnalogySet.load(file))
                        .getMessage());
        write("a b NaN");
        assertEquals(
                file + ", line 1: found \"NaN\", expected a number",
                assertThrows(CorruptInputException.class, () -> SimilaritySet.words(file))
                        .getMessage());
        Files.write(file, new byte[] {'a', (byte) 0xFF});
        assertEquals(
                file + ", the whole file: found malformed bytes, expected UTF-8",
                assertThrows(CorruptInputException.class, () -> SimilaritySet.words(file))
                        .getMessage());
    }

    @Test
    void readsTheSetsOfResearch() throws IOException {
        Path data = SharedData.path("data/embeddings");
        assertEquals(
                999,
                SimilaritySet.words(data.resolve("wordsim/EN-SIMLEX-999.txt")).size());
        assertEquals(
                353,
                SimilaritySet.words(data.resolve("wordsim/EN-WS-353-ALL.txt")).size());
        assertEquals(
                3000,
                SimilaritySet.words(data.resolve("wordsim/EN-MEN-TR-3k.txt")).size());
        assertEquals(
                1379,
                SimilaritySet.sentences(data.resolve("sts-b/sts-test.csv")).size());
        assertEquals(
                1500, SimilaritySet.sentences(data.resolve("sts-b/sts-dev.csv")).size());
        List<AnalogyResult> results =
                AnalogySet.load(data.resolve("analogy/questions-words.txt")).evaluate(word -> true, (a, b, c) -> c);
        assertEquals(14, results.size());
        assertEquals(19_544, results.stream().mapToInt(AnalogyResult::questions).sum());
        assertTrue(results.stream().allMatch(result -> result.right() == 0));
    }
}
