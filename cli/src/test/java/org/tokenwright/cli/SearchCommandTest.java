package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {
    private static final String GARDEN = "The gate of the garden is green. Mr. Reed painted it.\n\nThe well is deep.\n";
    private static final String YARD = "Who opens the gate of the yard finds the cart. A cat sleeps there.\n";

    @TempDir
    Path folder;

    private String texts;
    private String model;
    private String index;

    @BeforeEach
    void train() throws IOException {
        Path inputs = Files.createDirectory(folder.resolve("texts"));
        Files.writeString(inputs.resolve("garden.txt"), GARDEN);
        Files.writeString(inputs.resolve("yard.txt"), YARD);
        texts = inputs.toString();
        model = train("m.model", "the gate of the garden\nthe gate of the yard\nthe gate of the\n");
        index = folder.resolve("garden.index").toString();
    }

    private String train(String name, String text) {
        String file = folder.resolve(name).toString();
        Run run = Run.withInput(text.repeat(20), "train", "-q", "--vocab-size", "300", "-o", file, "-");
        assertEquals(0, run.code(), run.err());
        return file;
    }

    private void index(String... more) {
        String[] args = Stream.concat(Stream.of("search", "index", texts, "-o", index, "-m", model), Stream.of(more))
                .toArray(String[]::new);
        Run run = Run.of(args);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().startsWith("Indexed 2 documents in "), run.err());
    }

    @Test
    void findsPassagesAndMarksThem() throws IOException {
        index("--passage-tokens", "40");
        Run run = Run.of("search", "query", index, "GARDEN");
        assertEquals(0, run.code(), run.err());
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(0).matches("[0-9.]+  .*garden\\.txt, line 1, 0 to [0-9]+"), () -> "found " + lines.get(0));
        assertEquals("    The gate of the [garden] is green.", lines.get(1).substring(0, 38));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(3, files.count(), "no temporary folder is left");
        }
    }

    @Test
    void superwordIsFoundByItsWordsAndByItself() {
        index();
        Run phrase = Run.of("search", "query", index, "--phrase", "gate of the yard");
        assertEquals(
                1,
                phrase.out().lines().filter(line -> line.contains("yard.txt")).count(),
                phrase.out());
        assertFalse(phrase.out().contains("garden.txt"), phrase.out());
        Run part = Run.of("search", "query", index, "--phrase", "gate of");
        assertTrue(part.out().contains("yard.txt") && part.out().contains("garden.txt"), part.out() + part.err());
        assertEquals(
                new Run(0, "", "tokenwright: nothing was found\n"),
                Run.of("search", "query", index, "--phrase", "yard of the gate"));
        assertEquals(
                1,
                Run.of("search", "query", index, "--hits", "1", "the")
                        .out()
                        .lines()
                        .filter(line -> line.contains(".txt"))
                        .count());
    }

    @Test
    void showsTokens() {
        index();
        Run run = Run.of("search", "analyze", index, "Gate", "of the\nGarden");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().lines().allMatch(line -> line.matches("\\d+\t\\d\t[^\t]+\t\\d+\t\\d+\t\\d+")), run.out());
        assertTrue(run.out().startsWith("0\t3\tgate of the\t"), run.out());
        assertTrue(run.out().contains("\n0\t1\tgate\t") && run.out().contains("\n2\t1\tthe\t"), run.out());
        assertTrue(run.out().endsWith("\t18\n"), run.out());
    }

    @Test
    void refusesAnotherModel() {
        index();
        String other = train("other.model", "another gate\n");
        Run run = Run.of("search", "query", index, "-m", other, "gate");
        assertEquals(1, run.code());
        assertTrue(
                run.err()
                        .matches("tokenwright: .*garden\\.index: was made with a model of fingerprint [0-9a-f]{64},"
                                + " but that of .*other\\.model is [0-9a-f]{64}\n"),
                run.err());
    }

    @Test
    void modelMayMove() throws IOException {
        index();
        Path moved = Files.move(Path.of(model), folder.resolve("moved.model"));
        assertEquals(
                "tokenwright: " + index + ": its model is no longer at " + model + "; --model tells where it is\n",
                Run.of("search", "query", index, "gate").err());
        Run run = Run.of("search", "query", index, "-m", moved.toString(), "gate");
        assertEquals(0, run.code(), run.err());
    }

    @Test
    void explainsWhatIsWrong() throws IOException {
        assertFailure("which command? index, query, analyze", 2, "search");
        index();
        assertFailure(
                index + ": exists; an index is written to a new folder, delete the old one first",
                1,
                "search",
                "index",
                texts,
                "-o",
                index,
                "-m",
                model);
        assertFailure(texts + ": is no index of tokenwright search", 1, "search", "query", texts, "gate");
        String absent = folder.resolve("absent").toString();
        assertFailure(absent + ": no such file or folder", 1, "search", "query", absent, "gate");
        assertFailure(absent + ": no such file or folder", 1, "search", "index", absent, "-o", absent, "-m", model);
        assertFailure("TEXT has no tokens to look for", 2, "search", "query", index, " ");
        assertFailure("TEXT has more than 1024 words", 2, "search", "query", index, "gate ".repeat(2000));
        assertFailure("--hits is 0, expected 1 to 100000", 2, "search", "query", index, "--hits", "0", "gate");
        assertFailure(
                "a passage has at most 0 tokens, expected 1 or more",
                2,
                "search",
                "index",
                texts,
                "-o",
                absent,
                "-m",
                model,
                "--passage-tokens",
                "0");
        Files.write(Path.of(texts, "z.txt"), new byte[] {'a', (byte) 0xFF});
        Run run = Run.of("search", "index", texts, "-o", absent, "-m", model);
        assertEquals(1, run.code());
        assertEquals(1, run.err().lines().count(), run.err());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(3, files.count(), "no temporary folder is left");
        }
    }

    @Test
    void textCannotChangeTheTerminal() throws IOException {
        Files.writeString(Path.of(texts, "garden.txt"), "A gate\u001B[31m and\u0085a\u2028gate.\n");
        index();
        assertTrue(
                Run.of("search", "query", index, "gate").out().contains("\n    A [gate] [31m and a [gate].\n"),
                () -> Run.of("search", "query", index, "gate").out());
    }

    private static void assertFailure(String message, int code, String... args) {
        Run run = Run.of(args);
        assertEquals("tokenwright: " + message, run.err().lines().findFirst().orElse(""));
        assertEquals(code, run.code());
        assertEquals("", run.out());
    }
}
