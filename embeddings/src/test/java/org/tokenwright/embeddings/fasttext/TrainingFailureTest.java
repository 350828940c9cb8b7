package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;

class TrainingFailureTest {
    @TempDir
    Path folder;

    private final SplittableRandom random = Seeds.random("TrainingFailureTest");
    private Path corpus = Path.of("");

    @BeforeEach
    void write() throws IOException {
        corpus = RandomTexts.write(folder.resolve("corpus.txt"), RandomTexts.lines(300, random));
    }

    private static FastTextModel train(FastTextOptions.Builder options, Path corpus) throws IOException {
        return new FastTextTrainer(options.build()).train(corpus, ProgressListener.NONE);
    }

    @Test
    void saysWhatToChangeWhenNumbersGrowBeyondAllBounds() {
        for (int threads = 1; threads <= 2; threads++) {
            for (FastTextLoss loss : FastTextLoss.values()) {
                FastTextOptions.Builder options = FastTextOptions.supervised()
                        .loss(loss)
                        .learningRate(1e30)
                        .epochs(20)
                        .threads(threads)
                        .dimension(5);
                String message = String.valueOf(
                        assertThrows(TrainingDivergedException.class, () -> train(options, corpus), loss::toString)
                                .getMessage());
                assertEquals(
                        "the training diverged: a score is not a number at learning rate ; take a smaller learning rate",
                        message.replaceFirst("[0-9.E]+;", ";"));
            }
        }
    }

    @Test
    void pretrainedVectorsAreWhereTrainingBegins() throws IOException {
        Path vectors =
                Files.write(folder.resolve("words.vec"), List.of("3 2", "never 0.25 -8 ", "rare 1 2", "</s> 0 0.5"));
        FastTextModel model = train(
                FastTextOptions.cbow()
                        .dimension(2)
                        .minCount(3)
                        .characterNgrams(0, 0)
                        .pretrainedVectors(vectors),
                corpus);
        assertArrayEquals(new float[] {0.25F, -8}, model.wordVector("never"));
        assertArrayEquals(new float[] {1, 2}, model.wordVector("rare"));
        assertEquals(1, model.wordFrequency(model.wordId("rare")));
        assertEquals(
                vectors + " has vectors of dimension 2, the options have 3",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> train(FastTextOptions.cbow().dimension(3).pretrainedVectors(vectors), corpus))
                        .getMessage());
    }

    @Test
    void whoCancelsFindsNoFile() throws IOException {
        FastTextModel model = train(FastTextOptions.supervised().dimension(4), corpus);
        for (String phase : new String[] {"counting words", "training"}) {
            FastTextTrainer trainer =
                    new FastTextTrainer(FastTextOptions.supervised().threads(2).build());
            assertThrows(CancellationException.class, () -> trainer.train(corpus, cancelling(phase)));
        }
        FastTextQuantizer quantizer = new FastTextQuantizer(QuantizationOptions.builder()
                .cutoff(300)
                .cover(corpus)
                .retrain(corpus, 2, 0.1, 1)
                .build());
        for (String phase : new String[] {"covering the corpus", "training", "input matrix"}) {
            assertThrows(CancellationException.class, () -> quantizer.quantize(model, cancelling(phase)), phase);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(corpus), files.toList());
        }
    }

    private static ProgressListener cancelling(String phase) {
        return progress -> {
            if (progress.phase().contains(phase)) {
                throw new CancellationException();
            }
        };
    }

    @Test
    void malformedVectorsAreRefused() throws IOException {
        refused("line 1: found the end of the file, expected the number of words and the dimension", "");
        refused("line 1: found \"1\", expected the number of words and the dimension", "1\na 1\n");
        refused("line 1: found \"1 x\", expected the number of words and the dimension", "1 x\na 1\n");
        refused("line 1: found \"-1 2\", expected the number of words and the dimension", "-1 2\n");
        refused("line 1: found \"1 0\", expected the number of words and the dimension", "1 0\na\n");
        refused("line 1: found 9999 words of 2, expected as many as have room in 11 bytes", "9999 2\na 1\n");
        refused("line 2: found 1 components, expected 2 components behind a word", "1 2\na 1\n");
        refused("line 2: found \"b\", expected a finite number", "1 2\na 1 b\n");
        refused("line 2: found \"1e39\", expected a finite number", "1 2\na 1 1e39\n");
        refused("line 3: found a word for the second time, expected different words", "2 1\na 1\na 2\n");
        refused("line 3: found the end of the file after 1 words, expected 2 words", "2 1\na 1\n");
        refused("line 3: found one more line, expected the end of the file after 1 words", "1 1\na 1\nb 2\n");
        WordVectors read = WordVectors.load(vectors("1 2\nof two words 1 -2e1 \r\n"));
        assertEquals("of two words", read.word(0));
        assertArrayEquals(new float[] {1, -20}, read.vector("of two words"));
        assertArrayEquals(new float[2], read.vector("of"));
    }

    private void refused(String message, String text) throws IOException {
        Path file = vectors(text);
        assertEquals(
                file + ", " + message,
                assertThrows(CorruptInputException.class, () -> WordVectors.load(file))
                        .getMessage());
    }

    private Path vectors(String text) throws IOException {
        return Files.writeString(folder.resolve("vectors.vec"), text, StandardCharsets.UTF_8);
    }
}
