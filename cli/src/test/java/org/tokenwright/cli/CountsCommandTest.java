package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountsCommandTest {
    private static final String ONE = """
            The gate of the garden is green, and the gate of the yard is grey.
            Who opens the gate of the garden finds the well of the garden.
            """;

    private static final String OTHER = """
            Who opens the gate of the yard finds the cart, the ladder and the cat.
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTexts() throws IOException {
        Files.writeString(folder.resolve("one.txt"), ONE);
        Files.writeString(folder.resolve("other.txt"), OTHER);
    }

    @Test
    void stepsGiveTheModelOfOneTraining() throws IOException {
        train("boundless");
        train("super", "--supermerges", "5");
    }

    private void train(String type, String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of("--type", type, "--vocab-size", "290", "-q"));
        options.addAll(List.of(more));
        run("counts", "pretokens", "-q", "--format", "lines", "-o", path("1.pretokens"), path("one.txt"));
        run("counts", "pretokens", "-q", "--format", "lines", "-o", path("2.pretokens"), path("other.txt"));
        run("counts", "merge", "-q", "-o", path("all.pretokens"), path("2.pretokens"), path("1.pretokens"));
        run(options, "train", "--words-only", "-o", path("words.model"), path("all.pretokens"));
        for (String part : List.of("one", "other")) {
            run(
                    "counts",
                    "runs",
                    "-q",
                    "--format",
                    "lines",
                    "-m",
                    path("words.model"),
                    "-o",
                    path(part + ".runs"),
                    path(part + ".txt"));
        }
        run("counts", "merge", "-q", "-o", path("all.runs"), path("one.runs"), path("other.runs"));
        run(options, "train", "--words", path("words.model"), "-o", path("steps.model"), path("all.runs"));
        run(options, "train", "--format", "lines", "-o", path("whole.model"), path("one.txt"), path("other.txt"));
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("whole.model")), Files.readAllBytes(folder.resolve("steps.model")));
    }

    @Test
    void saysWhatIsWrong() {
        run("counts", "pretokens", "-q", "--format", "lines", "-o", path("1.pretokens"), path("one.txt"));
        Run pattern =
                Run.of("train", "--words-only", "--pattern", "gpt2", "-o", path("words.model"), path("1.pretokens"));
        assertEquals(
                "tokenwright: " + path("1.pretokens")
                        + " has pretokens of gpt4o, normalization NONE, expected pretokens of gpt2, normalization NONE\n",
                pattern.err());
        assertEquals(1, pattern.code());
        Run text = Run.of("train", "--words-only", "-o", path("words.model"), path("one.txt"));
        assertEquals(
                "tokenwright: " + path("one.txt")
                        + ", byte 0: found other bytes, expected the beginning of a count file\n",
                text.err());
        assertEquals(1, text.code());
        assertUsage("which command? pretokens, runs, merge", "counts");
        assertUsage(
                "--words-only and --words need one INPUT, a file of counts",
                "train",
                "--words-only",
                "-o",
                path("words.model"),
                path("1.pretokens"),
                path("one.txt"));
        assertUsage(
                "--pattern is what the model of --words says",
                "train",
                "--words",
                path("words.model"),
                "--pattern",
                "gpt2",
                "-o",
                path("mine.model"),
                path("1.runs"));
        assertUsage(
                "--output " + path("1.pretokens") + " is read by this command, and would be lost",
                "counts",
                "merge",
                "-o",
                path("1.pretokens"),
                path("1.pretokens"));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static void assertUsage(String message, String... args) {
        Run run = Run.of(args);
        assertEquals("tokenwright: " + message, run.err().lines().findFirst().orElse(""));
        assertEquals(2, run.code());
    }

    private static void run(List<String> options, String command, String... args) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(options);
        all.addAll(List.of(args));
        run(all.toArray(new String[0]));
    }

    private static void run(String... args) {
        assertEquals(new Run(0, "", ""), Run.of(args));
    }
}
