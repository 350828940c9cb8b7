package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.ProgressListener;

class PruningTest {
    private static final String END_OF_LINE = "</s>";

    @TempDir
    Path folder;

    private final SplittableRandom random = Seeds.random("PruningTest");
    private List<List<String>> lines = List.of();
    private Path corpus = Path.of("");

    @BeforeEach
    void write() throws IOException {
        lines = RandomTexts.lines(500, random);
        corpus = RandomTexts.write(folder.resolve("corpus.txt"), lines);
    }

    private FastTextModel train(FastTextOptions.Builder options) throws IOException {
        return new FastTextTrainer(options.dimension(6).build()).train(corpus, ProgressListener.NONE);
    }

    private static FastTextModel quantize(FastTextModel model, QuantizationOptions.Builder options) throws IOException {
        return new FastTextQuantizer(options.build()).quantize(model, ProgressListener.NONE);
    }

    @Test
    void keepsOneWordOfEachTextAtLeast() throws IOException {
        FastTextModel model = train(FastTextOptions.supervised());
        int cutoff = random.nextInt(256, 400);
        FastTextModel small =
                quantize(model, QuantizationOptions.builder().cutoff(cutoff).cover(corpus));
        Set<String> expected = covering(model, cutoff);
        Set<String> found = new TreeSet<>();
        for (int id = 0; id < small.wordCount(); id++) {
            found.add(small.word(id));
        }
        assertEquals(new TreeSet<>(expected), found);
        for (List<String> line : lines) {
            assertTrue(line.stream().anyMatch(found::contains), line::toString);
        }
    }

    /** The rule in words: a plain slow model. */
    private Set<String> covering(FastTextModel model, int cutoff) {
        Comparator<String> longestFirst =
                Comparator.comparingDouble((String word) -> -norm(model, word)).thenComparingInt(model::wordId);
        Set<String> kept = new LinkedHashSet<>(List.of(END_OF_LINE));
        for (List<String> line : lines) {
            List<String> words = line.subList(1, line.size());
            if (words.stream().noneMatch(kept::contains)) {
                kept.add(words.stream().min(longestFirst).orElseThrow());
            }
        }
        assertTrue(kept.size() <= cutoff);
        IntStream.range(0, model.wordCount())
                .mapToObj(model::word)
                .sorted(longestFirst)
                .forEach(word -> {
                    if (kept.size() < cutoff) {
                        kept.add(word);
                    }
                });
        return kept;
    }

    private static float norm(FastTextModel model, String word) {
        return Matrix.copyOf(model.inputTable()).norm(model.wordId(word));
    }

    @Test
    void keepsAsMuchAsHasRoom() throws IOException {
        FastTextOptions.Builder[] trainings = {
            FastTextOptions.supervised().wordNgrams(2).buckets(3000),
            FastTextOptions.supervised().loss(FastTextLoss.HIERARCHICAL_SOFTMAX),
            FastTextOptions.skipgram().minCount(1).buckets(2000),
            FastTextOptions.cbow().minCount(1).characterNgrams(3, 0),
        };
        for (FastTextOptions.Builder training : trainings) {
            FastTextModel model = train(training);
            boolean words = model.task() == FastTextTask.CBOW;
            QuantizationOptions.Builder options = QuantizationOptions.builder()
                    .norms(random.nextBoolean())
                    .partWidth(random.nextInt(1, 4))
                    .output(words && random.nextBoolean());
            Path file = folder.resolve("small.ftz");
            int size = random.nextInt(21_000, 24_000);
            quantize(model, options.modelSize(size)).save(file);
            assertTrue(Files.size(file) <= size, () -> file.toFile().length() + " bytes of " + size);
            assertTrue(Files.size(file) > size - 80, () -> file.toFile().length() + " bytes of " + size);
        }
    }

    @Test
    void keepsAllThatHasRoom() throws IOException {
        FastTextModel model = train(FastTextOptions.supervised());
        FastTextModel small = quantize(model, QuantizationOptions.builder().modelSize(1 << 30));
        assertEquals(model.wordCount(), small.wordCount());
        assertEquals(null, small.dictionary().pruned());
    }

    @Test
    void saysWhatCannotBe() throws IOException {
        FastTextModel words = train(FastTextOptions.skipgram().minCount(1).buckets(1000));
        assertEquals(
                "texts to cover for task skipgram, are only for task supervised",
                message(() -> quantize(
                        words, QuantizationOptions.builder().cutoff(300).cover(corpus))));
        assertEquals(
                "a size of 10 bytes has room for 0 words and n-grams, must have for 256",
                message(() -> quantize(words, QuantizationOptions.builder().modelSize(10))));
        assertEquals(
                "covering a corpus without a cutoff or a size, must be with one: nothing is pruned",
                message(() -> QuantizationOptions.builder().cover(corpus).build()));
        assertEquals(
                "a cutoff of 300 and a size of 5 bytes, must be one of both",
                message(() ->
                        QuantizationOptions.builder().cutoff(300).modelSize(5).build()));
    }

    private static String message(Executable action) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
