package org.tokenwright.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;

class CompressCommandTest {
    private static final String TEXT = "the cat and the dog and the cat\n".repeat(40);

    @TempDir
    private Path folder;

    private String text;
    private String stream;
    private String again;

    @BeforeEach
    void write() throws IOException {
        text = Files.writeString(folder.resolve("text.txt"), TEXT).toString();
        stream = folder.resolve("text.tkc").toString();
        again = folder.resolve("again.txt").toString();
    }

    private String model() {
        String model = folder.resolve("words.model").toString();
        assertEquals(
                0,
                Run.of("train", "-q", "--format", "lines", "--vocab-size", "264", "-o", model, text)
                        .code());
        return model;
    }

    @Test
    void restoresBytes() throws IOException {
        SplittableRandom random = Seeds.random("restoresBytes");
        byte[] noise = new byte[5_000];
        random.nextBytes(noise);
        Files.write(Path.of(text), noise);
        Run run = Run.of("compress", text, "--order", "3", "-o", stream);
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.out());
        long size = Files.size(Path.of(stream));
        assertTrue(
                run.err()
                        .matches(
                                "5,000 bytes became " + String.format("%,d", size) + ", 8\\.\\d{3} bits per byte\\.\n"),
                run.err());
        run = Run.of("decompress", stream, "-o", again);
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.out() + run.err());
        assertArrayEquals(noise, Files.readAllBytes(Path.of(again)));
    }

    @Test
    void readsStandardInput() throws IOException {
        Run run = Run.withInput("\u00e9t\u00e9", "compress", "-o", stream);
        assertEquals(0, run.code(), run.err());
        assertEquals(0, Run.of("decompress", stream, "-o", again).code());
        assertEquals("\u00e9t\u00e9", Files.readString(Path.of(again)));
        run = Run.withInput("no stream", "decompress", "-", "-o", again);
        assertEquals(1, run.code());
        assertEquals(
                "tokenwright: standard input, byte 0: found 6e 6f 20 73 74 72 65 61, not a compressed stream of Tokenwright,"
                        + " expected 89 54 4b 43 0d 0a 1a 0a\n",
                run.err());
    }

    @Test
    void restoresTokens() throws IOException {
        String model = model();
        assertEquals(0, Run.of("compress", text, "--model", model, "-o", stream).code());
        Run run = Run.of("decompress", stream, "-o", again);
        assertEquals(1, run.code());
        assertTrue(
                run.err()
                                .startsWith("tokenwright: " + stream
                                        + ": the stream was made of tokens of a vocabulary with 264 ids")
                        && run.err().endsWith("expected bytes; name its model with --model\n"),
                run.err());
        assertFalse(Files.exists(Path.of(again)));
        run = Run.of("decompress", stream, "-m", model, "-o", again);
        assertEquals(0, run.code(), run.err());
        assertEquals(TEXT, Files.readString(Path.of(again)));
    }

    @Test
    void leavesNothingBehindAFailure() throws IOException {
        byte[] broken = "the cat \u00e9".getBytes(UTF_8);
        Files.write(Path.of(text), Arrays.copyOf(broken, broken.length - 1));
        String model = folder.resolve("bytes.model").toString();
        assertEquals(
                0,
                Run.withInput("the cat\n", "train", "-q", "--vocab-size", "256", "-o", model, "-")
                        .code());
        Run run = Run.of("compress", text, "-m", model, "-o", stream);
        assertEquals(1, run.code());
        assertEquals(
                "tokenwright: " + text
                        + ": the tokens do not give back the text from byte 8 on, expected UTF-8 that the"
                        + " tokenizer does not change\n",
                run.err());
        assertEquals(0, Run.of("compress", text, "-o", stream).code());
        byte[] damaged = Files.readAllBytes(Path.of(stream));
        damaged[damaged.length - 1]++;
        Files.write(Path.of(stream), damaged);
        run = Run.of("decompress", stream, "-o", again);
        assertEquals(1, run.code());
        assertTrue(
                run.err()
                        .startsWith("tokenwright: " + stream + ", byte " + (damaged.length - 4)
                                + ": found damage in the content with checksum "),
                run.err());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("bytes.model", "text.tkc", "text.txt"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void refusesWrongUse() {
        assertEquals(2, Run.of("compress", text, "-o", text).code());
        Run run = Run.of("compress", text, "--order", "17", "-o", stream);
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("tokenwright: --order is 17, expected 0 to 16\n"), run.err());
        run = Run.of("compress", folder.resolve("none").toString(), "-o", stream);
        assertEquals(1, run.code());
        assertTrue(run.err().endsWith("none: no such file or folder\n"), run.err());
        run = Run.of("compress", folder.toString(), "-o", stream);
        assertEquals(1, run.code());
        assertEquals("tokenwright: " + folder + ": is a folder, expected a file\n", run.err());
        run = Run.of("compress", text, "-o", "/");
        assertEquals("tokenwright: /: is a folder, cannot be written as a file\n", run.err());
    }

    @Test
    void namesNoBitsPerByteOfNothing() {
        Run run = Run.withInput("", "compress", "-o", stream, "-");
        assertEquals(new Run(0, "", "0 bytes became 72.\n"), run);
    }

    @Test
    void callsStandardInputByItsName() {
        Run run = Run.withInput("", "decompress", "-o", again, "-");
        assertTrue(run.err().startsWith("tokenwright: standard input, byte 0: found an empty stream"), run.err());
    }
}
