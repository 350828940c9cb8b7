package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentencesTrainForestCommandTest {
    @TempDir
    Path folder;

    private String texts;
    private String model;

    @BeforeEach
    void train() throws IOException {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            String first = "Mill " + i % 7 + " is at approx. noon.";
            String text = first + " It is old!\\nHeading\\n" + (i % 2 == 0 ? "Yes, e.g. so." : "No.");
            int length = text.length() - 2;
            int end = first.length();
            json.append("{\"text\":\"" + text + "\",\"spans\":[[0," + end + "],[" + (end + 1) + "," + (end + 12) + "],["
                    + (end + 13) + "," + (end + 20) + "],[" + (end + 21) + "," + length + "]]}\n");
        }
        texts = Files.writeString(folder.resolve("texts.jsonl"), json).toString();
        model = folder.resolve("mill.forest").toString();
        Run run = Run.of(
                "sentences", "train-forest", "--validation", "0.2", "--report", model + ".tsv", "-o", model, texts);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().startsWith("Read 40 texts with "), run.err());
        assertTrue(run.err().contains("precision 1.0000, recall 1.0000, F1 1.0000"), run.err());
        assertEquals(55, Files.readAllLines(Path.of(model + ".tsv")).size());
    }

    @Test
    void isUsedByTheCommandSentences() {
        String in = "Mill 3 is at approx. noon. It is old!\nHeading\nNo.";
        String expected = "Mill 3 is at approx. noon.\nIt is old!\nHeading\nNo.\n\n";
        for (String newlines : new String[] {"ignore", "every-line"}) {
            Run run = Run.withInput(in, "sentences", "--format", "text", "-m", model, "--newlines", newlines);
            assertEquals(expected, run.out(), run.err());
        }
        assertEquals(
                "Mill\n3 is at approx.\nnoon.\nIt is old!\nHeading\nNo.\n\n",
                Run.withInput(
                                in,
                                "sentences",
                                "--format",
                                "text",
                                "-m",
                                model,
                                "--threshold",
                                "0",
                                "--abbreviation",
                                "x")
                        .out());
    }

    @Test
    void doesNotDependOnThreads() throws IOException {
        for (String threads : new String[] {"1", "3"}) {
            String other = model + threads;
            Run run = Run.of(
                    "sentences", "train-forest", "--threads", threads, "--validation", "0.2", "-o", other, texts);
            assertEquals(0, run.code(), run.err());
            assertArrayEquals(Files.readAllBytes(Path.of(model)), Files.readAllBytes(Path.of(other)));
        }
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        fails(
                "--rules and --adaptive are not for models of CharBoundary",
                "sentences",
                "-m",
                model,
                "--rules",
                "nupunkt");
        fails("threshold is 2.0, expected 0 to 1", "sentences", "-m", model, "--threshold", "2");
        fails(
                "threshold is -0.5, expected 0 to 1",
                "sentences",
                "train-forest",
                "--threshold",
                "-0.5",
                "-o",
                model,
                texts);
        fails("trees is 0, expected 1 to 65536", "sentences", "train-forest", "--trees", "0", "-o", model, texts);
        String none = Files.writeString(folder.resolve("none.jsonl"), "{\"text\":\"No\",\"spans\":[]}")
                .toString();
        fails(
                "1 texts for training have 0 candidates that are ends of sentences and 0 that are not",
                "sentences",
                "train-forest",
                "-o",
                model,
                none);
        String wrong = Files.writeString(folder.resolve("wrong.jsonl"), "{").toString();
        fails("wrong.jsonl, line 1: found ", "sentences", "train-forest", "-o", model, wrong);
        String punkt = folder.resolve("mill.punkt").toString();
        String plain = Files.writeString(folder.resolve("plain.txt"), "Plain text. So.")
                .toString();
        assertEquals(0, Run.of("sentences", "train", "-o", punkt, plain).code());
        fails("--threshold is for models of CharBoundary", "sentences", "-m", punkt, "--threshold", "0.5", plain);
    }

    private static void fails(String message, String... args) {
        Run run = Run.of(args);
        assertTrue(run.code() != 0);
        assertTrue(run.err().contains(message), run.err());
    }
}
