package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of other programs on the command line. */
class FormatsTest {
    private static final String TEXT = "The gate of the garden is green, and the gate of the yard is grey.\n";

    @TempDir
    Path folder;

    @Test
    void takesModelsByName() {
        assertEquals(
                "9906 11 1917\n",
                Run.withInput("Hello, world", "encode", "-m", "cl100k_base").out());
        assertEquals(
                "15496 11 995\n",
                Run.withInput("Hello, world", "encode", "-m", "gpt2").out());
        assertEquals(
                "Hello, world\n",
                Run.withInput("9906 11 1917", "decode", "-m", "cl100k_base").out());
        assertEquals(
                "100257\n",
                Run.withInput("<|endoftext|>", "encode", "-m", "cl100k_base", "--specials", "allow")
                        .out());
        String report = Run.of("inspect", "o200k_harmony").out();
        assertTrue(report.contains("199,998"), report);
        String difference = Run.of("diff", "r50k_base", "p50k_base").out();
        assertTrue(difference.startsWith("in both           50,256 tokens"), difference);
    }

    @Test
    void saysWhichNamesThereAre() {
        assertEquals(
                new Run(
                        1,
                        "",
                        "tokenwright: cl100k: neither a file nor the name of a model; there are r50k_base, gpt2, p50k_base,"
                                + " p50k_edit, cl100k_base, o200k_base, o200k_harmony, byt5, blt, bytes, canine\n"),
                Run.withInput("Hello", "encode", "-m", "cl100k"));
    }

    @Test
    void knowsARankFileByItsContent() throws IOException {
        Path ranks = ranks();
        assertEquals(
                "15496 11 995\n",
                Run.withInput("Hello, world", "encode", "-m", ranks.toString()).out());
        Run twice = Run.withInput("Hello", "encode", "-m", ranks.toString(), "--pattern", "gpt4", "--special", "<x>=7");
        assertEquals(2, twice.code());
        assertEquals(
                "tokenwright: special token and ordinary token share the id 7\nTry 'tokenwright encode --help'.\n",
                twice.err());
    }

    @Test
    void countsTokens() throws IOException {
        assertEquals(
                "2\n0\n3\n",
                Run.withInput("Hello world\n\na b c", "encode", "--count", "-m", "gpt2")
                        .out());
        assertEquals(
                "{\"count\":2}\n{\"count\":0}\n",
                Run.withInput(
                                "{\"text\":\"Hello world\"}\n{\"text\":\"\"}",
                                "encode",
                                "--count",
                                "--format",
                                "jsonl",
                                "-m",
                                "gpt2")
                        .out());
        Run both = Run.withInput("a", "encode", "--count", "--tokens", "-m", "gpt2");
        assertEquals(2, both.code());
        assertEquals(
                "tokenwright: --count goes without --tokens and --offsets\nTry 'tokenwright encode --help'.\n",
                both.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiktoken", "gpt2"})
    void convertsATrainedModelThereAndBack(String format) throws IOException {
        String model = trained("bpe");
        String other = folder.resolve("other").toString();
        String own = folder.resolve("own.model").toString();
        Run there = Run.of("convert", model, "--to", format, "-o", other);
        String special = format.equals("tiktoken") ? " --special '<|end|>=280'" : "";
        assertEquals(
                new Run(
                        0,
                        "",
                        "tokenwright: the pattern is not part of this format; read it with --pattern gpt4o" + special
                                + "\n"),
                there);
        String[] options = format.equals("tiktoken")
                ? new String[] {"--pattern", "gpt4o", "--special", "<|end|>=280"}
                : new String[] {"--pattern", "gpt4o"};
        Run back = Run.of(join(new String[] {"convert", other, "--to", "own", "-o", own}, options));
        assertEquals(new Run(0, "", ""), back);
        String ids = Run.withInput(TEXT + "<|end|>\n", "encode", "-m", model, "--specials", "allow")
                .out();
        assertEquals(
                ids,
                Run.withInput(TEXT + "<|end|>\n", "encode", "-m", own, "--specials", "allow")
                        .out());
        assertEquals(
                ids,
                Run.withInput(
                                TEXT + "<|end|>\n",
                                join(new String[] {"encode", "-m", other, "--specials", "allow"}, options))
                        .out());
        Run table = Run.of(join(
                new String[] {
                    "evaluate",
                    "-m",
                    model,
                    "-m",
                    other,
                    folder.resolve("garden.txt").toString()
                },
                options));
        assertEquals(0, table.code(), table.err());
        assertTrue(table.out().contains("other"), table.out());
    }

    @Test
    void convertsToTokenizerJsonAndBack() throws IOException {
        String model = trained("bpe");
        String json = folder.resolve("tokenizer.json").toString();
        String own = folder.resolve("own.model").toString();
        assertEquals(new Run(0, "", ""), Run.of("convert", model, "--to", "hf", "-o", json));
        assertEquals(new Run(0, "", ""), Run.of("convert", json, "--to", "own", "-o", own));
        String ids = Run.withInput(TEXT + "<|end|>\n", "encode", "-m", model, "--specials", "allow")
                .out();
        for (String other : List.of(json, own, folder.toString())) {
            assertEquals(
                    ids,
                    Run.withInput(TEXT + "<|end|>\n", "encode", "-m", other, "--specials", "allow")
                            .out());
            assertEquals(
                    TEXT,
                    Run.withInput(Run.withInput(TEXT, "encode", "-m", other).out(), "decode", "-m", other)
                            .out());
        }
    }

    @Test
    void convertsRanksByteForByte() throws IOException {
        Path ranks = ranks();
        Path own = folder.resolve("own.model");
        Path again = folder.resolve("again");
        assertEquals(
                0,
                Run.of("convert", ranks.toString(), "--to", "own", "-o", own.toString())
                        .code());
        assertEquals(
                0,
                Run.of("convert", own.toString(), "--to", "tiktoken", "-o", again.toString())
                        .code());
        assertArrayEquals(Files.readAllBytes(ranks), Files.readAllBytes(again));
    }

    @Test
    void saysWhyAFormatCannotHoldAModel() throws IOException {
        String model = trained("boundless");
        String other = folder.resolve("other").toString();
        assertEquals(
                new Run(
                        1,
                        "",
                        "tokenwright: " + model
                                + " cannot be written as tiktoken: ranks know neither superwords nor deletions\n"),
                Run.of("convert", model, "--to", "tiktoken", "-o", other));
        assertEquals(
                new Run(
                        1,
                        "",
                        "tokenwright: " + model
                                + " cannot be written as gpt2: this format has no room for merges of whole pretokens\n"),
                Run.of("convert", model, "--to", "gpt2", "-o", other));
        assertEquals(
                new Run(
                        1,
                        "",
                        "tokenwright: cl100k_base cannot be written as v2: this format is for models that were trained as"
                                + " it describes\n"),
                Run.of("convert", "cl100k_base", "--to", "v2", "-o", other));
        assertFalse(Files.exists(Path.of(other)));
    }

    @Test
    void refusesAPatternForAModelThatHasOne() throws IOException {
        String model = trained("bpe");
        assertEquals(
                new Run(
                        2,
                        "",
                        "tokenwright: " + model + " says itself how texts are split, found the pattern gpt2\n"
                                + "Try 'tokenwright encode --help'.\n"),
                Run.withInput("a", "encode", "-m", model, "--pattern", "gpt2"));
    }

    @Test
    void asksForAPatternWhereNothingSaysIt() throws IOException {
        Path ranks = Files.writeString(folder.resolve("my.tiktoken"), "YQ== 0\nYg== 1\nYWI= 2\n");
        Run unknown = Run.withInput("ab", "encode", "-m", ranks.toString());
        assertEquals(1, unknown.code());
        assertTrue(unknown.err().endsWith("do not say how texts are split: name a pattern\n"), unknown.err());
        assertEquals(
                "2 0 3\n",
                Run.withInput(
                                "aba<end>",
                                "encode",
                                "-m",
                                ranks.toString(),
                                "--pattern",
                                "gpt2",
                                "--special",
                                "<end>",
                                "--specials",
                                "allow")
                        .out());
    }

    private String trained(String type) throws IOException {
        Path text = Files.writeString(folder.resolve("garden.txt"), TEXT.repeat(3));
        String model = folder.resolve(type + ".model").toString();
        Run run = Run.of(
                "train",
                "-q",
                "--type",
                type,
                "--vocab-size",
                "280",
                "--format",
                "lines",
                "--special",
                "<|end|>",
                "-o",
                model,
                text.toString());
        assertEquals(0, run.code(), run.err());
        return model;
    }

    private Path ranks() throws IOException {
        Path file = folder.resolve("some.tiktoken");
        try (InputStream in = FormatsTest.class.getResourceAsStream("/com/knuddels/jtokkit/r50k_base.tiktoken")) {
            Files.copy(in, file);
        }
        return file;
    }

    private static String[] join(String[] first, String[] second) {
        String[] all = new String[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
