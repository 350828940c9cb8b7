package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final String TEXT = "the cat and the dog and the cat\n".repeat(40);

    @TempDir
    private Path folder;

    private String bytes;
    private String words;

    @BeforeEach
    void train() throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), TEXT);
        bytes = folder.resolve("bytes.model").toString();
        words = folder.resolve("words.model").toString();
        train("--type", "bpe", "--vocab-size", "256", "--output", bytes, text.toString());
        train("--format", "lines", "--vocab-size", "264", "--output", words, text.toString());
    }

    private static void train(String... options) {
        Run run = Run.of(
                Stream.concat(Stream.of("train", "--quiet"), Stream.of(options)).toArray(String[]::new));
        assertEquals(0, run.code(), run.err());
    }

    /** 256 tokens are the bytes, so that all figures follow from the text. */
    @Test
    void measuresWhatCanBeCountedByHand() throws IOException {
        Path jsonl = Files.writeString(folder.resolve("in.jsonl"), """
                {"text": "aa b", "lang": "x"}
                {"text": "a\\u00e9", "lang": "y"}
                {"text": "aa", "lang": "x"}
                """);
        Run run = Run.of("evaluate", "-m", bytes, "--json", "--label", "/lang", jsonl.toString());
        assertEquals(0, run.code(), run.err());
        assertEquals("3", at(run, "/documents"));
        assertEquals("9", at(run, "/bytes"));
        assertEquals("4", at(run, "/words"));
        assertEquals("9", at(run, "/models/0/tokens"));
        assertEquals("1.0", at(run, "/models/0/bytesPerToken"));
        assertEquals("2.25", at(run, "/models/0/tokensPerWord"));
        assertEquals("0.0", at(run, "/models/0/superwordShare"));
        assertEquals("251", at(run, "/models/0/unusedTokens"));
        double sum = Math.pow(5 / 9.0, 2.5) + 4 * Math.pow(1 / 9.0, 2.5);
        assertEquals(
                Math.log(sum) / (1 - 2.5) / Math.log(256),
                Double.parseDouble(at(run, "/models/0/renyiEfficiency")),
                1e-12);
        assertEquals("6", at(run, "/models/0/labels/x/bytes"));
        assertEquals("3", at(run, "/models/0/labels/y/tokens"));
        double changed = Double.parseDouble(at(run, "/models/0/tokensChangedByEdit"));
        assertTrue(changed > 0.3 && changed < 1.5, () -> changed + " tokens of one byte change with a character");
        assertTrue(Double.parseDouble(at(run, "/models/0/megabytesPerSecond")) > 0);
    }

    @Test
    void comparesModels() {
        Run run = Run.of("evaluate", "-m", bytes, "-m", words, "--format", "lines", folder + "/text.txt");
        assertEquals(0, run.code(), run.err());
        List<String> lines = run.out().lines().toList();
        assertEquals("40 documents, 1,240 bytes, 320 words", lines.get(0));
        assertTrue(run.out().contains("\ntokens in the vocabulary"), run.out());
        String perToken = lines.stream()
                .filter(line -> line.startsWith("bytes per token"))
                .findFirst()
                .orElseThrow();
        String[] cells = perToken.split(" {2,}", -1);
        assertEquals("1.0000", cells[1]);
        assertTrue(Double.parseDouble(cells[2]) > 2, perToken);
    }

    /** Tokens of one byte; order 0 of "aab": 1/256, then (1 + 1/256) / 2, then (1/256) / 3. */
    @Test
    void takesTokenizersOfAnyKind() throws IOException {
        Path in = Files.writeString(folder.resolve("code.txt"), "a\u00e9");
        Run run = Run.of(
                "evaluate", "-m", "byt5", "-m", "canine", "--code-length", "--order", "0", "--json", in.toString());
        assertEquals(0, run.code(), run.err());
        assertEquals("3", at(run, "/models/0/tokens"));
        assertEquals("256", at(run, "/models/0/vocabularySize"));
        assertEquals("253", at(run, "/models/0/unusedTokens"));
        assertEquals("0.0", at(run, "/models/0/codeLength/vocabularyBitsPerByte"));
        assertEquals("2", at(run, "/models/1/tokens"));
        assertEquals("0.0", at(run, "/models/1/codeLength/vocabularyBitsPerByte"));
        Path page = folder.resolve("bytes.html");
        run = Run.of("evaluate", "-m", "blt", "--html", page.toString(), folder + "/text.txt");
        assertEquals(0, run.code(), run.err());
        assertTrue(Files.readString(page).contains("blt"), "names the tokenizer");
    }

    @Test
    void measuresTheCodeLength() throws IOException {
        Path in = Files.writeString(folder.resolve("aab.txt"), "aab");
        Run run = Run.of("evaluate", "-m", bytes, "--code-length", "--order", "1", "--json", in.toString());
        assertEquals(0, run.code(), run.err());
        double bits = -(Math.log(1.0 / 256) + Math.log((1 + 1.0 / 256) / 2) + Math.log(1.0 / 256 / 3)) / Math.log(2);
        assertEquals(bits / 3, Double.parseDouble(at(run, "/models/0/codeLength/bitsPerByte/0")), 1e-12);
        assertEquals(bits / 3, Double.parseDouble(at(run, "/models/0/codeLength/bitsPerByteWithVocabulary/0")), 1e-12);
        assertEquals("0.0", at(run, "/models/0/codeLength/vocabularyBitsPerByte"));
        run = Run.of("evaluate", "-m", words, "--code-length", "--json", in.toString());
        assertEquals(
                2 * 8 * Math.log(264) / Math.log(2) / 3,
                Double.parseDouble(at(run, "/models/0/codeLength/vocabularyBitsPerByte")),
                1e-12);

        Path page = folder.resolve("page.html");
        run = Run.of(
                "evaluate", "-m", bytes, "-m", words, "--code-length", "--html", page.toString(), folder + "/text.txt");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("\nCode length in bits per byte\n"), run.out());
        assertEquals(
                6,
                run.out()
                        .lines()
                        .filter(line -> line.matches("order \\d +\\d.\\d{4} +\\d.\\d{4}"))
                        .count());
        assertTrue(Files.readString(page).contains("Code length in bits per byte"));
        assertPage(page, 3);
        run = Run.of("evaluate", "-m", bytes, "--order", "2", folder + "/text.txt");
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("tokenwright: --order goes with --code-length only\n"), run.err());
        run = Run.of("evaluate", "-m", bytes, "--code-length", "--order", "-1", folder + "/text.txt");
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("tokenwright: --order is -1, expected 0 to 16\n"), run.err());
    }

    @Test
    void aSampleAndTheRestAreTheWhole() {
        long kept = documents("--sample", "0.7");
        long rest = documents("--sample", "0.7-1");
        assertEquals(1_000, kept + rest);
        assertTrue(kept > 600 && kept < 800, () -> kept + " of 1,000");
        assertEquals(
                2,
                Run.of("evaluate", "-m", bytes, "--sample", "2", folder + "/text.txt")
                        .code());
        assertEquals(
                2,
                Run.of("evaluate", "-m", bytes, "--sample", "all", folder + "/text.txt")
                        .code());
    }

    private long documents(String option, String value) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            lines.append("line ").append(i).append('\n');
        }
        Run run = Run.withInput(lines.toString(), "evaluate", "-m", bytes, "--json", "--seed", "5", option, value, "-");
        assertEquals(0, run.code(), run.err());
        return Long.parseLong(at(run, "/documents"));
    }

    @Test
    void writesPagesWithPlots() throws IOException {
        Path page = folder.resolve("page.html");
        Run run = Run.of("evaluate", "-m", bytes, "-m", words, "--html", page.toString(), folder + "/text.txt");
        assertEquals(0, run.code(), run.err());
        assertPage(page, 3);
        assertEquals(0, Run.of("inspect", "--html", page.toString(), words).code());
        assertPage(page, 3);
        run = Run.of(
                "train", "-q", "--vocab-size", "270", "-o", words, "--html", page.toString(), folder + "/text.txt");
        assertEquals(0, run.code(), run.err());
        assertPage(page, 3);
    }

    private static void assertPage(Path page, int plots) throws IOException {
        String html = Files.readString(page);
        assertTrue(html.startsWith("<!DOCTYPE html>") && html.endsWith("</html>\n"), html);
        assertEquals(plots, html.split("<svg ", -1).length - 1);
        assertFalse(html.contains("NaN") || html.contains("Infinity"), html);
        Files.delete(page);
    }

    @Test
    void namesWhatTwoVocabulariesHaveInCommon() {
        Run same = Run.of("diff", words, words);
        assertEquals(0, same.code(), same.err());
        assertEquals("""
                in both           264 tokens, 264 of them with the same id; the first 264 ids are the same
                only in A         0
                only in B         0
                """, same.out());
        Run different = Run.of("diff", bytes, words);
        assertTrue(different.out().startsWith("in both           256 tokens, 256 of them"), different.out());
        assertTrue(different.out().contains("\nonly in B         8\n"), different.out());
        assertTrue(different.out().contains("\ntrained: vocab-size   256 / 264\n"), different.out());
        assertTrue(different.out().contains("\ntokens only in B\n     256  "), different.out());
        Run json = Run.of("diff", "--json", words, bytes);
        assertEquals("256", at(json, "/inBoth"));
        assertEquals("256", at(json, "/onlyInA/0/id"));
    }

    @Test
    void completesInBashAndZsh() {
        Run bash = Run.of("completion", "bash");
        assertEquals(0, bash.code(), bash.err());
        assertTrue(bash.out().startsWith("#!/usr/bin/env bash\n"), bash.out());
        for (String name : List.of("evaluate", "--save-pretokens", "--deletion-threshold", "--interleave")) {
            assertTrue(bash.out().contains(name), name);
        }
        assertTrue(Run.of("completion", "zsh").out().contains("\nbashcompinit\n"));
        assertEquals(2, Run.of("completion", "fish").code());
    }

    private static String at(Run run, String pointer) {
        try (JsonParser json = new FilteringParserDelegate(
                new JsonFactory().createParser(run.out()),
                new JsonPointerBasedFilter(JsonPointer.compile(pointer)),
                Inclusion.ONLY_INCLUDE_ALL,
                false)) {
            assertTrue(json.nextToken() != null && json.currentToken() != JsonToken.START_OBJECT, pointer);
            return json.getText();
        } catch (IOException e) {
            throw new AssertionError(pointer + " in " + run.out(), e);
        }
    }
}
