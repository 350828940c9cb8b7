package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FimCommandTest {
    private static final String CODE =
            "{\"text\":\"def f(x):\\n    return x + 1\\n\"}\n{\"text\":\"x\"}\n{\"text\":\"<START> caf\u00e9 \\uD83D\\uDE00\"}\n";

    @TempDir
    Path folder;

    private static Run fim(String... args) {
        String[] all = new String[args.length + 3];
        System.arraycopy(args, 0, all, 3, args.length);
        all[0] = "fim";
        all[1] = "--format";
        all[2] = "jsonl";
        return Run.withInput(CODE, all);
    }

    private String model(String... special) throws IOException {
        String text = Files.writeString(folder.resolve("train.txt"), "def return x the\n".repeat(30))
                .toString();
        String model = folder.resolve("fim.model").toString();
        String[] args = new String[7 + 2 * special.length];
        System.arraycopy(
                new String[] {"train", "--vocab-size", "270", "--quiet", "--output", model, text}, 0, args, 0, 7);
        for (int i = 0; i < special.length; i++) {
            args[7 + 2 * i] = "--special";
            args[8 + 2 * i] = special[i];
        }
        Run run = Run.of(args);
        assertEquals(0, run.code(), run.err());
        return model;
    }

    @Test
    void writesTextInTheOrderAskedFor() {
        Run psm = fim("--style", "starcoder", "--rate", "1", "--seed", "3");
        assertEquals(0, psm.code(), psm.err());
        assertEquals("Cut 2 of 3 documents.\n", psm.err());
        String[] lines = psm.out().split("\n", -1);
        assertTrue(
                lines[0].matches("\\{\"text\":\"<fim_prefix>.*<fim_suffix>.*<fim_middle>.*<\\|endoftext\\|>\"}"),
                lines[0]);
        assertEquals("{\"text\":\"x\"}", lines[1]);
        assertEquals(psm, fim("--style", "starcoder", "--rate", "1", "--seed", "3"));

        Run spm = fim("--style", "codestral", "--mode", "spm", "--rate", "1");
        assertTrue(spm.out().startsWith("{\"text\":\"[SUFFIX]"), spm.out());
        Run lineByLine = fim("--style", "qwen-coder", "--mode", "se", "--rate", "1", "--spm-rate", "1");
        assertTrue(lineByLine.out().startsWith("{\"text\":\"<|fim_suffix|>"), lineByLine.out());
        Run none = fim("--style", "starcoder", "--rate", "0");
        assertEquals(new Run(0, CODE, "Cut 0 of 3 documents.\n"), none);
    }

    /** What is decoded from ids is the text that is written without a model. */
    @Test
    void writesIdsWithAModel() throws IOException {
        String model = model("<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<|endoftext|>", "<START>", "<END>");
        for (String mode : new String[] {"psm", "spm", "se"}) {
            String[] options = {"--style", "starcoder", "--mode", mode, "--rate", "0.8", "--seed", "5"};
            Run text = fim(options);
            String[] withModel = Arrays.copyOf(options, options.length + 2);
            withModel[options.length] = "--model";
            withModel[options.length + 1] = model;
            Run ids = fim(withModel);
            assertEquals(0, ids.code(), ids.err());
            assertTrue(
                    ids.err().matches("Cut \\d of 3 documents, \\d of them \\(\\d+\\.\\d %\\) inside a token\\.\n"),
                    ids.err());
            Run decoded = Run.withInput(ids.out(), "decode", "--model", model, "--format", "jsonl");
            assertEquals(text.out(), decoded.out());
        }
    }

    @Test
    void writesAFile() throws IOException {
        Path file = folder.resolve("fim.jsonl");
        Run run = fim("--style", "starcoder", "--output", file.toString());
        assertEquals("", run.out());
        assertEquals(fim("--style", "starcoder").out(), Files.readString(file));
        Path in = Files.writeString(folder.resolve("in.jsonl"), CODE);
        Run same = Run.of("fim", "--style", "starcoder", "-o", in.toString(), in.toString());
        assertEquals(2, same.code());
        assertTrue(same.err().contains("is read by this command, and would be lost"), same.err());
        assertEquals(CODE, Files.readString(in));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertUsage(
                "there is no format bigcode for infilling, expected one of [codellama, starcoder, deepseek-coder, qwen-coder,"
                        + " codegemma, codestral]",
                "--style",
                "bigcode");
        assertUsage("the rate is 2.0, expected 0 to 1", "--style", "starcoder", "--rate", "2");
        assertUsage(
                "--spm-rate has no meaning for --mode spm",
                "--style",
                "starcoder",
                "--mode",
                "spm",
                "--spm-rate",
                "0.5");
        assertUsage("codestral has no samples of mode psm, only of spm", "--style", "codestral");
        assertUsage("codestral has no samples of mode se, only of spm", "--style", "codestral", "--mode", "se");
        assertUsage("codegemma has no samples whose suffix comes first", "--style", "codegemma", "--spm-rate", "0.1");
        assertUsage(
                "the tokenizer has no special token <fim_prefix>, which starcoder needs",
                "--style",
                "starcoder",
                "--model",
                "byt5");
        String model = model("<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<|endoftext|>");
        assertUsage(
                "the tokenizer has no special token <START>, which starcoder needs",
                "--style",
                "starcoder",
                "--mode",
                "se",
                "--model",
                model);
        Run run = Run.withInput("{\"text\":1}\n", "fim", "--format", "jsonl", "--style", "starcoder");
        assertEquals(1, run.code());
        assertFalse(run.err().isEmpty());
    }

    private static void assertUsage(String message, String... args) {
        Run run = fim(args);
        assertEquals(2, run.code(), run.err());
        assertEquals("tokenwright: " + message, run.err().lines().findFirst().orElse(""));
    }

    @Test
    void namesOfByteTokenizersAreModels() {
        assertEquals(new Run(0, "198 172 35\n", ""), Run.withInput("\u00e9 \n", "encode", "--model", "byt5"));
        assertEquals(new Run(0, "\u00e9 \n", ""), Run.withInput("198 172 35\n", "decode", "--model", "byt5"));
        assertEquals(
                "128512\t\u00f0\u0141\u013a\u0122\t0\t2\n\n",
                Run.withInput("\ud83d\ude00\n", "encode", "--model", "canine", "--tokens", "--offsets", "utf16")
                        .out());
    }
}
