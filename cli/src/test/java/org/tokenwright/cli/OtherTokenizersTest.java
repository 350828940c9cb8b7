package org.tokenwright.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokenizers that are no byte-level BPE, with the commands that look into models and write them. */
class OtherTokenizersTest {
    private static final String WORD_PIECE = """
            {"version": "1.0", "added_tokens": [
               {"id": 0, "content": "[UNK]", "special": true}, {"id": 9, "content": "green", "special": false}],
             "pre_tokenizer": {"type": "Whitespace"}, "truncation": {"direction": "Right", "max_length": 7,
               "strategy": "LongestFirst", "stride": 0},
             "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
               "max_input_chars_per_word": 100, "vocab": {"[UNK]": 0, "gate": 1, "##s": 2, "gar": 3, "##den": 4}}}
            """;
    private static final String WORD_LEVEL = """
            {"version": "1.0", "pre_tokenizer": {"type": "Whitespace"},
             "model": {"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "gar": 1, "gate": 2}}}
            """;
    private static final String UNIGRAM = """
            {"version": "1.0", "model": {"type": "Unigram", "unk_id": 0, "byte_fallback": false,
               "vocab": [["?", 0], ["gate", -1.5], ["s", -2.25]]}}
            """;
    private static final String CHARACTERS = """
            {"version": "1.0", "model": {"type": "BPE", "unk_token": "?", "byte_fallback": true,
               "vocab": {"?": 0, "<0x0A>": 1, "g": 2, "a": 3, "ga": 4}, "merges": [["g", "a"]]}}
            """;
    private static final String PICKY = """
            {"tokens": [{"id": 0, "str": "<UNK>", "special": true, "present": true},
               {"id": 1, "str": "a", "special": false, "present": true},
               {"id": 2, "str": "b", "special": false, "present": true},
               {"id": 3, "str": "ab", "special": false, "present": true}],
             "id2int": {"0": 0, "1": 1, "2": 2, "3": 3},
             "merges": [{"id": 0, "pair": [{"str": "a"}, {"str": "b"}], "new_token": {"str": "ab"}}], "splits": []}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            word-piece.json | tokenizer.json with WordPiece         | 5 | 4 text, 1 added, 1 special         | [UNK] (0)
            word-level.json | tokenizer.json with WordLevel         | 3 | 2 text, 1 unknown                  | none
            unigram.json    | tokenizer.json with Unigram           | 3 | 2 text, 1 unknown                  | none
            characters.json | tokenizer.json with BPE of characters | 5 | 3 text, 1 byte, 1 unknown          | none
            picky.json      | a model of PickyBPE                   | 3 | 3 text, 1 special                  | <UNK> (0)
            piece.model     | SentencePiece Unigram                 | 4 | 1 text, 1 added, 1 unknown, 1 unused, 1 special | <s> (1)
            byt5            | a tokenizer of bytes or code points   | 256 | 256 text, 128 special            |
            dict.txt        | a dictionary of fairseq               | 256 | 256 text, 4 special              |
            """)
    void inspectsAnyTokenizer(String file, String type, int tokens, String kinds, String special) throws IOException {
        Run run = Run.of("inspect", source(file));
        assertEquals(0, run.code(), run.err());
        List<String> lines = run.out().lines().toList();
        assertEquals("type            " + type, lines.get(0));
        assertEquals("tokens          " + tokens, lines.get(1));
        assertEquals("kinds           " + kinds, lines.get(2));
        if (special != null) {
            assertEquals("special tokens  " + special, lines.get(3));
        }
        assertTrue(run.out().contains("\nlongest tokens\n"), run.out());
        Run json = Run.of("inspect", "--json", source(file));
        assertTrue(json.out().contains("\"type\" : \"" + type + "\""), json.out());
        assertTrue(json.out().contains("\"tokens\" : " + tokens), json.out());
    }

    @Test
    void plotsTheLengthsOfAnyTokenizer() throws IOException {
        Path page = folder.resolve("page.html");
        Run run = Run.of("inspect", "--html", page.toString(), source("word-piece.json"));
        assertEquals(0, run.code(), run.err());
        assertEquals(1, Files.readString(page).split("<svg ", -1).length - 1);
    }

    @Test
    void comparesTokenizersOfAllKinds() throws IOException {
        Run run = Run.of("diff", source("word-piece.json"), source("word-level.json"));
        assertEquals(new Run(0, """
                in both           2 tokens, 0 of them with the same id; the first 0 ids are the same
                only in A         3
                only in B         1
                type                  tokenizer.json with WordPiece / tokenizer.json with WordLevel
                special tokens        {[UNK]=0} / {}

                tokens only in A
                       2  "##s"
                       4  "##den"
                       9  "green"

                tokens only in B
                       0  "?"

                tokens with another id in B
                       1        2  "gate"
                       3        1  "gar"
                """, ""), run);
        Run json = Run.of("diff", "--json", source("word-piece.json"), source("word-level.json"));
        assertEquals(0, json.code(), json.err());
        assertTrue(
                json.out().replaceAll("\\s", "").contains("\"withOtherId\":[{\"inA\":1,\"inB\":2,\"token\":\"gate\"},"),
                json.out());
        Run bytes = Run.of("diff", "byt5", "gpt2");
        assertTrue(bytes.out().startsWith("in both           256 tokens, 0 of them with the same id;"), bytes.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"word-piece.json", "word-level.json", "unigram.json", "characters.json"})
    void convertsAnyTokenizerJsonToItself(String file) throws IOException {
        String source = source(file);
        Path first = folder.resolve("first.json");
        Path second = folder.resolve("second.json");
        assertEquals(new Run(0, "", ""), Run.of("convert", source, "--to", "hf", "-o", first.toString()));
        assertEquals(new Run(0, "", ""), Run.of("convert", first.toString(), "--to", "hf", "-o", second.toString()));
        assertEquals(Files.readString(first), Files.readString(second));
        assertEquals(
                Run.of("inspect", source).out(),
                Run.of("inspect", first.toString()).out());
        assertEquals(
                Run.withInput("gates garden ga green", "encode", "-m", source).out(),
                Run.withInput("gates garden ga green", "encode", "-m", first.toString())
                        .out());
        if (file.equals("word-piece.json")) {
            assertTrue(Files.readString(first).contains("\"max_length\":7"), Files.readString(first));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "v2", "v1", "tiktoken", "gpt2", "sentencepiece"})
    void saysWhyATokenizerIsNoByteLevelModel(String format) throws IOException {
        assertRefused(
                "word-piece.json",
                format,
                "/model: found a model of its own kind, expected byte-level BPE without additions; our own models have no"
                        + " room for more");
        assertRefused("piece.model", format, "SentencePiece Unigram is no byte-level BPE");
        assertRefused("picky.json", format, "a model of PickyBPE is no byte-level BPE");
        assertRefused("byt5", format, "a tokenizer of bytes or code points is no byte-level BPE");
        assertRefused("dict.txt", format, "a dictionary of fairseq is no byte-level BPE");
    }

    @Test
    void saysWhyATokenizerCannotBeATokenizerJson() throws IOException {
        String reason = " has no counterpart among the models of this format";
        assertRefused("picky.json", "hf", "a model of PickyBPE" + reason);
        assertRefused("byt5", "hf", "a tokenizer of bytes or code points" + reason);
        assertRefused("dict.txt", "hf", "a dictionary of fairseq" + reason);
    }

    @Test
    void addsTokensToByteLevelModelsOnly() throws IOException {
        String source = source("word-level.json");
        Run run = Run.of(
                "convert",
                source,
                "--to",
                "hf",
                "--special",
                "<end>",
                "-o",
                folder.resolve("out").toString());
        assertEquals(
                new Run(
                        1,
                        "",
                        "tokenwright: " + source
                                + ": /model: found a model of its own kind, expected byte-level BPE without additions; our"
                                + " own models have no room for more\n"),
                run);
    }

    private void assertRefused(String file, String format, String reason) throws IOException {
        String source = source(file);
        Path out = folder.resolve("out");
        assertEquals(
                new Run(1, "", "tokenwright: " + source + " cannot be written as " + format + ": " + reason + "\n"),
                Run.of("convert", source, "--to", format, "-o", out.toString()));
        assertFalse(Files.exists(out));
    }

    /** Writes a file, unless the name is that of a tokenizer without one. */
    private String source(String name) throws IOException {
        Path file = folder.resolve(name);
        switch (name) {
            case "word-piece.json" -> Files.writeString(file, WORD_PIECE);
            case "word-level.json" -> Files.writeString(file, WORD_LEVEL);
            case "unigram.json" -> Files.writeString(file, UNIGRAM);
            case "characters.json" -> Files.writeString(file, CHARACTERS);
            case "picky.json" -> Files.writeString(file, PICKY);
            case "piece.model" -> Files.write(file, sentencePiece());
            case "dict.txt" -> Files.write(file, dictionary());
            default -> {
                return name;
            }
        }
        return file.toString();
    }

    private static List<String> dictionary() {
        List<String> lines = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            lines.add(value + " 1");
        }
        return lines;
    }

    /** A Unigram model with pieces of five types. */
    private static byte[] sentencePiece() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        piece(file, "<unk>", 2);
        piece(file, "<s>", 3);
        piece(file, "\u2581gate", 1);
        piece(file, "<gate>", 4);
        piece(file, "gate", 5);
        return file.toByteArray();
    }

    private static void piece(ByteArrayOutputStream file, String text, int type) {
        byte[] utf8 = text.getBytes(UTF_8);
        file.write(1 << 3 | 2);
        file.write(utf8.length + 9);
        file.write(1 << 3 | 2);
        file.write(utf8.length);
        file.writeBytes(utf8);
        file.write(2 << 3 | 5);
        file.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(-1)
                .array());
        file.write(3 << 3);
        file.write(type);
    }
}
