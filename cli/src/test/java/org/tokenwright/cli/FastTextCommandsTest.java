package org.tokenwright.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastTextCommandsTest {
    @TempDir
    Path folder;

    private String corpus;

    @BeforeEach
    void write() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            lines.append("__label__bread flour and yeast x").append(i).append('\n');
            lines.append("__label__garden spade and soil y").append(i).append('\n');
        }
        corpus = Files.writeString(folder.resolve("corpus.txt"), lines).toString();
    }

    @Test
    void classifiesTexts() throws IOException {
        String model = folder.resolve("model.bin").toString();
        String again = folder.resolve("again.bin").toString();
        for (String output : new String[] {model, again}) {
            assertEquals(
                    new Run(0, "", ""),
                    Run.of("classify", "train", "--reproducible", "-dim", "8", "-lr", "0.5", "-o", output, corpus));
        }
        assertArrayEquals(Files.readAllBytes(Path.of(model)), Files.readAllBytes(Path.of(again)));
        assertEquals(
                new Run(0, String.format("N\t600%nP@1\t1.0000%nR@1\t1.0000%n"), ""),
                Run.of("classify", "test", "-m", model, corpus));
        String small = folder.resolve("model.ftz").toString();
        assertEquals(new Run(0, "", ""), Run.of("classify", "quantize", "-m", model, "-o", small, "-qnorm"));
        for (String file : new String[] {model, small}) {
            Run run = Run.withInput("soil\n\nyeast", "classify", "predict", "-m", file);
            assertEquals(0, run.code(), run.err());
            String[] labels = run.out().split("\n", -1);
            assertEquals("__label__garden", labels[0]);
            assertEquals("__label__bread", labels[2]);
            assertEquals(4, labels.length);
        }
    }

    @Test
    void prunesToASize() throws IOException {
        String model = folder.resolve("model.bin").toString();
        Path small = folder.resolve("model.ftz");
        Run.of("classify", "train", "--reproducible", "-dim", "4", "-lr", "0.5", "-o", model, corpus);
        String[] quantize = {
            "classify", "quantize", "-m", model, "-o", small.toString(), "--size", "11k", "--cover", "-input", corpus
        };
        assertEquals(new Run(0, "", ""), Run.of(quantize));
        assertTrue(Files.size(small) > 10_950 && Files.size(small) <= 11_000);
        assertEquals(
                new Run(0, String.format("N\t600%nP@1\t1.0000%nR@1\t1.0000%n"), ""),
                Run.of("classify", "test", "-m", small.toString(), corpus));
    }

    @Test
    void goesOnWithAModel() throws IOException {
        String model = folder.resolve("model.bin").toString();
        String grown = folder.resolve("grown.bin").toString();
        String more = Files.writeString(folder.resolve("more.txt"), "__label__sea ship and sail\n".repeat(100))
                .toString();
        Run.of("classify", "train", "-thread", "1", "-dim", "8", "-lr", "0.5", "-o", model, corpus);
        String[] train = {"classify", "train", "-thread", "1", "--continue", model, "-lr", "0.5", "-o", grown, more};
        assertEquals(new Run(0, "", ""), Run.of(train));
        assertEquals(
                "__label__sea\n",
                Run.withInput("sail", "classify", "predict", "-m", grown).out());
        fails(
                "dimension 9, must be 8 as in the model to go on with",
                "classify",
                "train",
                "--continue",
                model,
                "-dim",
                "9",
                "-o",
                grown,
                more);
        fails(
                "model.bin: is a model of task supervised, expected word vectors",
                "vectors",
                "train",
                "--continue",
                model,
                "-o",
                grown,
                more);
    }

    @Test
    void tunes() throws IOException {
        String model = folder.resolve("model.ftz").toString();
        String[] tune = {
            "classify",
            "tune",
            "-thread",
            "1",
            "-dim",
            "4",
            "--trials",
            "2",
            "-autotune-modelsize",
            "12k",
            "-lr",
            "0.5",
            "-autotune-validation",
            corpus,
            "-autotune-metric",
            "f1:__label__bread",
            "-o",
            model,
            corpus
        };
        Run run = Run.of(tune);
        assertEquals("", run.err());
        String text = run.out().replace(System.lineSeparator(), "\n");
        String prefix = "f1:__label__bread\t1.0000\ntrials\t2\nskipped\t0\noptions\t-loss softmax -lr 0.5000 -epoch ";
        assertTrue(text.startsWith(prefix), text);
        assertTrue(Files.size(Path.of(model)) <= 12_000);
        fails(
                "metric x, must be f1, precisionAtRecall:N or recallAtPrecision:N",
                "classify",
                "tune",
                "-autotune-validation",
                corpus,
                "-autotune-metric",
                "x",
                "-o",
                model,
                corpus);
    }

    @Test
    void evaluatesWordVectors() throws IOException {
        String vectors = write("words.vec", "5 2", "up 1 1", "down 1 -1", "east 2 0", "west -2 0.1", "high 1 2");
        String pairs = write("pairs.txt", "up\thigh\t9", "east west 1", "up down 4", "up away 3");
        String questions = write("questions.txt", ": ways", "UP EAST WEST DOWN", "away up down high", ": none");
        String sentences = write("sts.csv", "a\tb\tc\td\t5\tup high\thigh\t", "a\tb\tc\td\t0\teast up\twest\t");
        String out = String.format("""
                pairs.txt\t3\t1\t1.0000\t0.9875
                sts.csv\t2\t0\t1.0000\t1.0000
                ways\t1\t1\t1.0000
                none\t0\t0\tNaN
                all\t1\t1\t1.0000
                """).replace("\n", System.lineSeparator());
        Run run = Run.of(
                "vectors",
                "evaluate",
                "-m",
                vectors,
                "--similarity",
                pairs,
                "--sts",
                sentences,
                "--analogies",
                questions,
                "--lower-case");
        assertEquals(new Run(0, out, ""), run);
        assertEquals(
                String.format("high 0.948683%neast 0.707107%n"),
                Run.of("vectors", "nn", "-m", vectors, "-k", "2", "up").out());
        fails("the word away has no vector", "vectors", "nn", "-m", vectors, "away");
        String few = write("few.vec", "2 2", "up 1 1", "down 1 -1");
        String circle = write("circle.txt", "up down up down");
        assertEquals(
                String.format("\t1\t0\t0.0000%nall\t1\t0\t0.0000%n"),
                Run.of("vectors", "evaluate", "-m", few, "--analogies", circle).out());
        fails("nothing to evaluate; give --similarity, --sts or --analogies", "vectors", "evaluate", "-m", vectors);
        fails(
                "--first is 0, expected at least 1",
                "vectors",
                "evaluate",
                "-m",
                few,
                "--analogies",
                circle,
                "--first",
                "0");
    }

    private String write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines)).toString();
    }

    @Test
    void compressedTextIsReadWhereItIsReadOnce() throws IOException {
        String model = folder.resolve("model.bin").toString();
        Run.of("classify", "train", "--reproducible", "-dim", "8", "-lr", "0.5", "-o", model, corpus);
        Path compressed = folder.resolve("corpus.txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write("soil\nyeast\n".getBytes(UTF_8));
        }
        assertEquals(
                new Run(0, "__label__garden\n__label__bread\n", ""),
                Run.of("classify", "predict", "-m", model, compressed.toString()));
        String refused = "tokenwright: " + compressed
                + ", byte 0: found compressed data, expected text; it is read from many places at once"
                + System.lineSeparator();
        assertEquals(new Run(1, "", refused), Run.of("classify", "train", "-o", model, compressed.toString()));
        assertEquals(new Run(1, "", refused), Run.of("classify", "test", "-m", model, compressed.toString()));
        assertEquals(new Run(1, "", refused), Run.of("vectors", "train", "-o", model, compressed.toString()));
    }

    @Test
    void searchesWordVectors() throws IOException {
        String model = folder.resolve("words.bin").toString();
        String text = folder.resolve("words.vec").toString();
        Run trained = Run.of(
                "vectors", "train", "-thread", "1", "-dim", "8", "-bucket", "500", "-epoch", "1", "-o", model, corpus);
        assertEquals(new Run(0, "", ""), trained);
        assertEquals(
                3,
                Run.of("vectors", "nn", "-m", model, "-k", "3", "soil")
                        .out()
                        .lines()
                        .count());
        Run analogies = Run.of("vectors", "analogies", "-m", model, "-k", "2", "soil", "spade", "flour");
        assertEquals(2, analogies.out().lines().count());
        assertEquals(new Run(0, "", ""), Run.of("vectors", "convert", "-m", model, "-o", text));
        assertEquals("6 8", Files.readAllLines(Path.of(text)).get(0));
        String small = folder.resolve("words.ftz").toString();
        assertEquals(new Run(0, "", ""), Run.of("vectors", "quantize", "-m", model, "-o", small, "-dsub", "4"));
        assertEquals(
                3,
                Run.of("vectors", "nn", "-m", small, "-k", "3", "soil")
                        .out()
                        .lines()
                        .count());
    }

    @Test
    void saysWhatIsWrong() {
        String model = folder.resolve("model.bin").toString();
        fails("which command? train, test, predict, quantize, tune", "classify");
        fails("found 1T, expected a size like 500k", "classify", "quantize", "-m", model, "-o", model, "--size", "1T");
        fails("found 0k, expected a size like 500k", "classify", "quantize", "-m", model, "-o", model, "--size", "0k");
        fails("--cover needs -input", "classify", "quantize", "-m", corpus, "-o", model, "--cover");
        fails("found x, expected ns, hs, softmax or ova", "classify", "train", "-loss", "x", "-o", model, corpus);
        fails(
                "reproducible with 2 threads, must be with 1",
                "classify",
                "train",
                "--reproducible",
                "-thread",
                "2",
                "-o",
                model,
                corpus);
        fails("-k is 0, expected at least 1, or -1 for all", "classify", "test", "-m", model, "-k", "0", corpus);
        fails("corpus.txt, byte 0: found magic number ", "classify", "predict", "-m", corpus);
    }

    private static void fails(String message, String... args) {
        Run run = Run.of(args);
        assertTrue(run.code() != 0);
        assertTrue(run.err().contains(message), run.err());
    }
}
