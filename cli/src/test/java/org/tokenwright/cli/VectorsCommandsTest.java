package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.embeddings.tensors.NpyFile;
import org.tokenwright.embeddings.tensors.SafetensorsFile;
import org.tokenwright.embeddings.tensors.Tensor;
import org.tokenwright.embeddings.tensors.TensorType;

/** Tables of floret, vectors of words, and static vectors of sentences. */
class VectorsCommandsTest {
    private static final String[] HASHED = {
        "-mode", "floret", "-hashCount", "2", "-bucket", "300", "-dim", "8", "-epoch", "1", "-thread", "1"
    };

    @TempDir
    Path folder;

    private String corpus;
    private String words;

    @BeforeEach
    void write() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            lines.append("flour and yeast and water\nspade and soil and seeds\n");
        }
        corpus = Files.writeString(file("corpus.txt"), lines).toString();
        words = Files.writeString(file("words.txt"), "soil\nspade\n\nyeast\nunseen\nsoil\n")
                .toString();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String name(String name) {
        return file(name).toString();
    }

    private static String succeed(String... args) {
        Run run = Run.of(args);
        assertEquals("", run.err());
        assertEquals(0, run.code());
        return run.out();
    }

    private String trained() {
        String[] command = {"vectors", "train", "-o", name("hashed.bin"), corpus};
        succeed(Stream.concat(Stream.of(command), Stream.of(HASHED)).toArray(String[]::new));
        return name("hashed.bin");
    }

    @Test
    void tableOfFloret() throws IOException {
        String model = trained();
        String table = name("hashed.floret");
        succeed("vectors", "convert", "-m", model, "-o", table);
        assertEquals(
                "300 8 3 6 2 2166136261 < >", Files.readAllLines(Path.of(table)).get(0));
        String[] fromModel =
                succeed("vectors", "words", "-m", model, "spade", "unseen").split("\n", -1);
        String[] fromTable =
                succeed("vectors", "words", "-m", table, "spade", "unseen").split("\n", -1);
        assertEquals(3, fromModel.length);
        for (int i = 0; i < 2; i++) {
            assertEquals(fromModel[i].split(" ", -1)[0], fromTable[i].split(" ", -1)[0]);
            assertArrayEquals(components(fromModel[i]), components(fromTable[i]), 1e-3f);
        }
        String vectors = name("words.vec");
        succeed("vectors", "convert", "-m", table, "--words", words, "-o", vectors);
        List<String> lines = Files.readAllLines(Path.of(vectors));
        assertEquals("4 8", lines.get(0));
        assertTrue(lines.get(4).startsWith("unseen "), lines.get(4));
        String near = succeed("vectors", "nn", "-m", table, "--words", words, "soil");
        assertEquals(3, near.lines().count());
        assertEquals(firstFields(near), firstFields(succeed("vectors", "nn", "-m", vectors, "soil")));
        String text = Files.writeString(file("text.txt"), "soil and spade\n").toString();
        float[] byTable = components(
                "x " + succeed("vectors", "sentences", "-m", table, text).strip());
        float[] byModel = components(
                "x " + succeed("vectors", "sentences", "-m", model, text).strip());
        assertArrayEquals(byModel, byTable, 1e-3f);
        assertEquals(
                List.of("unseen"),
                firstFields(succeed("vectors", "analogies", "-m", table, "--words", words, "soil", "spade", "yeast")));
    }

    private static List<String> firstFields(String lines) {
        return lines.lines().map(line -> line.split(" ", -1)[0]).toList();
    }

    private static float[] components(String line) {
        String[] fields = line.split(" ", -1);
        float[] components = new float[fields.length - 1];
        for (int i = 0; i < components.length; i++) {
            components[i] = Float.parseFloat(fields[i + 1]);
        }
        return components;
    }

    @Test
    void wordsOfStandardInput() throws IOException {
        String model = trained();
        String npy = name("words.npy");
        Run run = Run.withInput("soil\nunseen\n", "vectors", "words", "-m", model, "-o", npy);
        assertEquals(new Run(0, "", ""), run);
        Tensor matrix = NpyFile.open(Path.of(npy));
        assertArrayEquals(new long[] {2, 8}, matrix.shape());
        float[] row = new float[8];
        matrix.copy(8, row, 0, 8);
        assertArrayEquals(
                components(succeed("vectors", "words", "-m", model, "unseen").strip()), row);
        try (Stream<Path> left = Files.list(folder)) {
            assertTrue(left.noneMatch(path -> path.toString().endsWith(".tmp")));
        }
    }

    @Test
    void sentencesOfADistilledModel() throws IOException {
        String model = trained();
        String distilled = name("sentences");
        succeed(
                "vectors",
                "distill",
                "-m",
                model,
                "--dimension",
                "4",
                "--sif",
                "1e-3",
                "--lower-case",
                "-o",
                distilled);
        String texts = Files.writeString(file("texts.txt"), "Spade and soil\n\nyeast\n")
                .toString();
        String text = succeed("vectors", "sentences", "-m", distilled, texts);
        String[] lines = text.split("\n", -1);
        assertEquals(4, lines.length);
        assertEquals("0.0 0.0 0.0 0.0", lines[1]);
        double square = 0;
        for (String component : lines[0].split(" ", -1)) {
            square += Math.pow(Double.parseDouble(component), 2);
        }
        assertEquals(1, square, 1e-3);
        String tensors = name("out.safetensors");
        succeed("vectors", "sentences", "-m", distilled, "-o", tensors, texts);
        float[] first = new float[4];
        Tensor matrix = SafetensorsFile.open(Path.of(tensors)).tensor("embeddings");
        assertArrayEquals(new long[] {3, 4}, matrix.shape());
        matrix.copy(0, first, 0, 4);
        assertArrayEquals(components("x " + lines[0]), first);
    }

    @Test
    void smallDistilledModels() throws IOException {
        String model = trained();
        String table = name("hashed.floret");
        succeed("vectors", "convert", "-m", model, "-o", table);
        String[] options = {"--words", words, "--type", "int8", "--clusters", "2", "--seed", "3"};
        String[] command = {"vectors", "distill", "-m", table, "-o", name("small")};
        succeed(Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new));
        SafetensorsFile tensors = SafetensorsFile.open(file("small").resolve("model.safetensors"));
        assertArrayEquals(new long[] {2, 8}, tensors.tensor("embeddings").shape());
        assertEquals(TensorType.I8, tensors.tensor("embeddings").type());
        String npy = name("tokens.npy");
        NpyFile.write(Path.of(npy), TensorType.F32, new long[] {5, 2}, new float[10]);
        String json = file("small").resolve("tokenizer.json").toString();
        succeed("vectors", "distill", "-m", npy, "--tokenizer", json, "-o", name("tokens"));
        assertEquals(
                "0.0 0.0\n",
                Run.withInput("soil\n", "vectors", "sentences", "-m", name("tokens"))
                        .out());
    }

    @Test
    void sentencesOfFastText() {
        String model = trained();
        Run run = Run.withInput("soil\nsoil soil\n", "vectors", "sentences", "-m", model);
        String[] lines = run.out().split("\n", -1);
        assertEquals(3, lines.length);
        assertArrayEquals(components("x " + lines[0]), components("x " + lines[1]), 1e-6f);
    }

    @Test
    void goesOnWithWordVectorsOfTheModelThatIsNamed() {
        String model = trained();
        String[] go = {"vectors", "train", "--continue", model, "-thread", "1", "-epoch", "1", "-o", name("more.bin")};
        fails(
                "hashed.bin: is a model of task skipgram, expected cbow",
                Stream.concat(Stream.of(go), Stream.of("--model", "cbow", corpus))
                        .toArray(String[]::new));
        succeed(Stream.concat(Stream.of(go), Stream.of("--model", "skipgram", corpus))
                .toArray(String[]::new));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        String model = trained();
        String table = name("hashed.floret");
        succeed("vectors", "convert", "-m", model, "-o", table);
        String out = name("out.vec");
        fails("knows no words, give some with --words", "vectors", "nn", "-m", table, "soil");
        fails("knows no words, give some with --words", "vectors", "convert", "-m", table, "-o", out);
        fails(
                "is no model, from which this is made",
                "vectors",
                "convert",
                "-m",
                table,
                "--words",
                words,
                "-o",
                name("x.floret"));
        fails(
                "only one of a file .floret",
                "vectors",
                "convert",
                "-m",
                model,
                "--words",
                words,
                "-o",
                name("x.floret"));
        fails("-mode: found x, expected fasttext or floret", "vectors", "train", "-mode", "x", "-o", out, corpus);
        fails("-hashCount is for -mode floret", "vectors", "train", "-hashCount", "2", "-o", out, corpus);
        fails("hashes 5, must be 1 to 4", "vectors", "train", "-mode", "floret", "-hashCount", "5", "-o", out, corpus);
        fails("expected a file .npy or .safetensors", "vectors", "words", "-m", model, "-o", out, "soil");
        fails("expected a file .bin, .ftz, .floret or .vec", "vectors", "words", "-m", corpus, "soil");
        fails(
                "dimension is 9, expected 1 to 8",
                "vectors",
                "distill",
                "-m",
                model,
                "--dimension",
                "9",
                "-o",
                name("d"));
        fails("found x, expected float16, float32", "vectors", "distill", "-m", model, "--type", "x", "-o", name("d"));
        fails(
                "--lower-case and --words are for words",
                "vectors",
                "distill",
                "-m",
                model,
                "--tokenizer",
                "t.json",
                "--lower-case",
                "-o",
                name("d"));
        String plain = name("plain.bin");
        succeed("vectors", "train", "-bucket", "50", "-dim", "2", "-epoch", "1", "-thread", "1", "-o", plain, corpus);
        fails(
                "plain.bin: the model is one of fastText, not of floret",
                "vectors",
                "convert",
                "-m",
                plain,
                "-o",
                name("x.floret"));
    }

    private static void fails(String message, String... args) {
        Run run = Run.of(args);
        assertTrue(run.code() != 0);
        assertTrue(run.err().contains(message), run.err());
    }
}
