package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentencesCommandTest {
    private static final String TEXT = """
            Dr. Moss met Prof. Hill. Dr. Moss was early, Prof. Hill was late. They met Dr. Reed, too.
            The mill of Dr. Reed is old. Prof. Hill knew it. Dr. Reed sold it to Prof. Hill. The end.
            """;

    @TempDir
    Path folder;

    private String text;
    private String model;

    @BeforeEach
    void train() throws IOException {
        text = Files.writeString(folder.resolve("mill.txt"), TEXT).toString();
        model = folder.resolve("mill.punkt").toString();
        Run run = Run.of("sentences", "train", "--output", model, "--report", model + ".tsv", text);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().startsWith("Read 40 tokens, learned "), run.err());
        assertTrue(Files.readString(Path.of(model + ".tsv")).startsWith("abbreviation\tdr\t5\t0\t"));
    }

    @Test
    void writesLines() {
        String in = "It is Dr. Who\nagain. And \u00e9 Mrs. X!\n\nNew one\n";
        assertEquals(
                "It is Dr. Who again.\nAnd \u00e9 Mrs.\nX!\nNew one\n\n",
                Run.withInput(in, "sentences", "-m", model, "--format", "text").out());
        assertEquals(
                "It is Dr. Who again.\nAnd \u00e9 Mrs. X!\nNew one\n\n",
                Run.withInput(in, "sentences", "-m", model, "--format", "text", "--abbreviation", "Mrs.")
                        .out());
        assertEquals(
                "It is Dr.\nWho again.\nAnd \u00e9 Mrs.\nX!\nNew one\n\n",
                Run.withInput(
                                in,
                                "sentences",
                                "-m",
                                model,
                                "--format",
                                "text",
                                "--newlines",
                                "ignore",
                                "--no-abbreviation",
                                "dr")
                        .out());
    }

    @Test
    void keepsLengths() {
        assertEquals(
                "He came.\nHe left,\nhe saw. No.\n\n",
                Run.withInput(
                                "He came. He left, he saw. No.",
                                "sentences",
                                "-m",
                                model,
                                "--min-length",
                                "4",
                                "--max-length",
                                "12")
                        .out());
    }

    @Test
    void writesOffsets() {
        String in = "\u00e9 \ud83d\ude00. Yes\n";
        assertEquals(
                "0\t8\n9\t12\n\n",
                Run.withInput(in, "sentences", "-m", model, "--offsets", "bytes")
                        .out());
        assertEquals(
                "0\t5\n6\t9\n\n",
                Run.withInput(in, "sentences", "-m", model, "--offsets", "utf16")
                        .out());
        assertEquals(
                "0\t4\t1.0\n5\t8\t1.0\n\n",
                Run.withInput(in, "sentences", "-m", model, "--offsets", "code-points", "--confidence")
                        .out());
        String json = "{\"text\":\"\u00e9 \ud83d\ude00. Yes\"}\n{\"text\":\" \"}\n";
        assertEquals(
                "{\"spans\":[[0,5],[6,9]]}\n{\"spans\":[]}\n",
                Run.withInput(json, "sentences", "-m", model, "--format", "jsonl")
                        .out());
        assertEquals(
                "{\"spans\":[[0,4],[5,8]],\"confidences\":[0.5,1.0]}\n{\"spans\":[],\"confidences\":[]}\n",
                Run.withInput(
                                json,
                                "sentences",
                                "-m",
                                model,
                                "--format",
                                "jsonl",
                                "--offsets",
                                "code-points",
                                "--adaptive",
                                "0.7",
                                "--confidence")
                        .out()
                        .replaceAll("0\\.[0-9]+", "0.5"));
    }

    @Test
    void knowsModelsByName() {
        String in = "Dr. Reed came at 5 p.m. to see us. He left early. See Reed v. Hill, 410 U.S. 5 (1973).";
        String expected =
                "Dr. Reed came at 5 p.m. to see us.\nHe left early.\nSee Reed v. Hill, 410 U.S. 5 (1973).\n\n";
        assertEquals(expected, Run.withInput(in, "sentences").out());
        assertEquals(expected, Run.withInput(in, "sentences", "-m", "general").out());
        assertEquals(expected, Run.withInput(in, "sentences", "-m", "legal").out());
        String explained = Run.withInput(in, "sentences", "explain").out();
        assertTrue(explained.contains("\tEND\t"), explained);
        assertTrue(explained.contains("\n    threshold 0."), explained);
        assertTrue(explained.contains(" before anything is seen\n"), explained);
        Run run = Run.withInput(in, "sentences", "-m", "legals");
        assertEquals("tokenwright: legals: there is no such file, nor is it one of general, legal\n", run.err());
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        assertUsage(
                "--adaptive belongs to --rules nupunkt",
                "sentences",
                "-m",
                model,
                "--rules",
                "kiss-strunk",
                "--adaptive",
                "0.7",
                text);
        assertUsage(
                "maximum length is 9, expected 10 to 1048576 for a minimum of 5",
                "sentences",
                "-m",
                model,
                "--min-length",
                "5",
                "--max-length",
                "9",
                text);
        assertUsage("threshold is 0.2, expected 0.5 to 1", "sentences", "-m", model, "--adaptive", "0.2", text);
        assertUsage(
                "Invalid value for option '--rules': found punkt, expected kiss-strunk, nupunkt, nupunkt-fast",
                "sentences",
                "-m",
                model,
                "--rules",
                "punkt",
                text);
        assertUsage(
                "starter threshold is -1.0, expected 0 or more",
                "sentences",
                "train",
                "--starter-threshold",
                "-1",
                "-o",
                model,
                text);
        Path broken = Files.writeString(folder.resolve("broken"), "{}");
        Run run = Run.of("sentences", "-m", broken.toString(), text);
        assertEquals(1, run.code());
        assertEquals(
                "tokenwright: " + broken
                        + ", the end: found not all parameters, expected abbrev_types, collocations, sent_starters,"
                        + " ortho_context\n",
                run.err());
    }

    @Test
    void knowsLanguages() {
        assertEquals(
                "\u5c71\u3002\n\u5ddd\u3002\n\n",
                Run.withInput("\u5c71\u3002\u5ddd\u3002", "sentences", "--language", "japanese")
                        .out());
        assertEquals(
                "Er kam am 3. Mai z.B. zu uns.\nJa.\n\n",
                Run.withInput("Er kam am 3. Mai z.B. zu uns. Ja.", "sentences", "--language", "german")
                        .out());
        assertTrue(Run.withInput("Ja.", "sentences", "--language", "latin")
                .err()
                .startsWith("tokenwright: Invalid value for option '--language': found latin, expected english, "));
    }

    @Test
    void findsHardWraps() {
        String text = "The Mill\nStood By\nThe River\nOf Kent.\nSo It\nIs\n";
        assertEquals(
                "The Mill Stood By The River Of Kent.\nSo It\nIs\n\n",
                Run.withInput(text, "sentences", "--language", "english", "--format", "text", "--newlines", "detect")
                        .out());
    }

    @Test
    void evaluates() throws IOException {
        Path one = Files.writeString(folder.resolve("one.jsonl"), """
                {"id":1,"text":"Dr. Moss is in. It is late\\n","spans":[[0,15],[16,26]]}
                {"text":"One. Two","starts_u16":[0,5],"ends_u16":[4,8]}
                """);
        Path two = Files.writeString(folder.resolve("two.jsonl"), "{\"text\":\"A box. A can. d\",\"ends_u16\":[15]}");
        List<String> lines = Run.of("sentences", "evaluate", "-m", model, one.toString(), two.toString())
                .out()
                .lines()
                .toList();
        assertEquals(4, lines.size());
        assertTrue(
                lines.get(0).startsWith("file       model       sentences    end P     R    F1  inner P     R    F1"),
                lines.get(0));
        assertEquals(
                "one.jsonl  mill.punkt          4    1.000 1.000 1.000    1.000 1.000 1.000    1.000 1.000 1.000"
                        + "    1.000 1.000 1.000",
                lines.get(1));
        assertTrue(
                lines.get(2).startsWith("two.jsonl  mill.punkt          1    0.333 1.000 0.500    0.000"),
                lines.get(2));
        assertTrue(lines.get(3).startsWith("together   mill.punkt          5    0.714 1.000 0.833"), lines.get(3));
        assertTrue(
                Run.of("sentences", "evaluate", "--language", "german", two.toString())
                        .out()
                        .contains("\ntwo.jsonl  german "),
                "names the language where there is no model");
        String json = Run.of("sentences", "evaluate", "-m", model, "--json", two.toString())
                .out();
        assertTrue(json.contains("\"found\" : 1,"), json);
        Files.writeString(two, "{\"text\":\"A\",\"spans\":[[0,2]]}");
        Run run = Run.of("sentences", "evaluate", "-m", model, two.toString());
        assertEquals(1, run.code());
        assertEquals(
                "tokenwright: " + two + ", line 1: found a sentence from 0 to 2, expected places from 0 to 1\n",
                run.err());
    }

    @Test
    void explains() {
        assertEquals(
                """
                2\t-\t0.000\tDr.| Who came. He l
                    "Dr." is a known abbreviation
                12\tEND\t1.000\tDr. Who came.| He left
                    "came." ends with a period and is no known abbreviation

                """,
                Run.withInput("Dr. Who came. He left", "sentences", "explain", "-m", model)
                        .out());
        assertEquals(
                """
                1\tEND\t1.000\ta|  b
                    blank line

                """,
                Run.withInput("a\n\nb", "sentences", "explain", "-m", model, "--format", "text")
                        .out());
        assertTrue(Run.withInput("Who came. He left", "sentences", "explain", "-m", model, "--adaptive", "0.7")
                .out()
                .contains("with confidence 0.7"));
    }

    private static void assertUsage(String message, String... args) {
        Run run = Run.of(args);
        assertEquals(2, run.code());
        assertEquals("tokenwright: " + message, run.err().lines().findFirst().orElse(""));
    }
}
