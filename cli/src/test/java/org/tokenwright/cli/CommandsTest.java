package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private static final String TEXT = """
            The gate of the garden is green, and the gate of the yard is grey.
            Who opens the gate of the garden finds the well of the garden.
            Who opens the gate of the yard finds the cart, the ladder and the cat.
            """;

    @TempDir
    Path folder;

    private String text;
    private String model;

    @BeforeEach
    void train() throws IOException {
        text = Files.writeString(folder.resolve("garden.txt"), TEXT).toString();
        model = folder.resolve("garden.model").toString();
        Run run = Run.of(
                "train", "--vocab-size", "290", "--format", "lines", "--special", "<|end|>", "--output", model, text);
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("Read 3 documents, 198 bytes, "), run.err());
        assertTrue(run.err().contains("\nTrained 290 tokens in "), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines", "text", "lines-with-ends"})
    void decodesWhatItEncoded(String format) {
        String in = "The gate\n\nof a caf\u00e9 \ud83d\ude00\tand <|en\n";
        Run encoded = Run.withInput(in, "encode", "-m", model, "--format", format);
        assertEquals(0, encoded.code(), encoded.err());
        Run decoded = Run.withInput(
                encoded.out(), "decode", "-m", model, "--format", format.equals("lines") ? "lines" : "text");
        assertEquals(new Run(0, in, ""), decoded);
    }

    @Test
    void decodesJsonlInOrder() {
        String in = "{\"text\":\"the gate\"}\n{\"text\":\"\"}\n{\"text\":\"a \\\"cat\\\"\\n\"}\n";
        Run encoded = Run.withInput(in, "encode", "-m", model, "--format", "jsonl");
        assertEquals(3, encoded.out().lines().count(), encoded.err());
        assertEquals(new Run(0, in, ""), Run.withInput(encoded.out(), "decode", "-m", model, "--format", "jsonl"));
    }

    @Test
    void choosesTheFormatByTheNameOfTheFile() throws IOException {
        Path jsonl = Files.writeString(folder.resolve("in.jsonl"), "{\"body\":\"ab\"}\n{\"body\":\"c\"}\n");
        assertEquals(
                "{\"ids\":[97,98]}\n{\"ids\":[99]}\n",
                Run.of("encode", "-m", model, "--field", "/body", jsonl.toString())
                        .out());
        Path plain = Files.writeString(folder.resolve("in.txt"), "ab\nc");
        assertEquals(
                "97 98 10 99\n", Run.of("encode", "-m", model, plain.toString()).out());
        assertEquals(
                "97 98\n99\n", Run.withInput("ab\nc", "encode", "-m", model).out());
    }

    @Test
    void addsTokensAndOffsets() {
        String[] table = {"encode", "-m", model, "--tokens", "--offsets", "utf16"};
        assertEquals(
                "97\ta\t0\t1\n195\t\u00c3\t1\t2\n169\t\u00a9\t1\t2\n\n\n",
                Run.withInput("a\u00e9\n\n", table).out());
        assertEquals(
                "97\t0\t1\n195\t1\t2\n169\t2\t3\n\n",
                Run.withInput("a\u00e9", "encode", "-m", model, "--offsets", "bytes")
                        .out());
        assertEquals(
                "{\"ids\":[97,32],\"tokens\":[\"a\",\"\u0120\"],\"offsets\":[[0,1],[1,2]]}\n",
                Run.withInput(
                                "{\"text\":\"a \"}",
                                "encode",
                                "-m",
                                model,
                                "--format",
                                "jsonl",
                                "--tokens",
                                "--offsets",
                                "utf16")
                        .out());
    }

    @Test
    void treatsSpecialTokensAsAsked() {
        String in = "a<|end|>\n";
        Run raised = Run.withInput(in, "encode", "-m", model);
        assertEquals(1, raised.code());
        assertTrue(raised.err().startsWith("tokenwright: standard input, line 1: "), raised.err());
        assertEquals(1, raised.err().lines().count());
        assertEquals(
                "97 290\n",
                Run.withInput(in, "encode", "-m", model, "--specials", "allow").out());
        assertEquals(
                "97 290\n",
                Run.withInput(in, "encode", "-m", model, "--specials", "<|end|>")
                        .out());
        assertFalse(Run.withInput(in, "encode", "-m", model, "--specials", "ignore")
                .out()
                .contains("290"));
        assertEquals(
                2,
                Run.withInput(in, "encode", "-m", model, "--specials", "<|none|>")
                        .code());
        assertEquals(in, Run.withInput("97 290", "decode", "-m", model).out());
    }

    @Test
    void treatsMalformedBytesAsAsked() {
        String ids = "97 195\n";
        assertEquals("a\ufffd\n", Run.withInput(ids, "decode", "-m", model).out());
        assertEquals(
                "a\n",
                Run.withInput(ids, "decode", "-m", model, "--malformed", "ignore")
                        .out());
        assertEquals(
                1,
                Run.withInput(ids, "decode", "-m", model, "--malformed", "report")
                        .code());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Run.into(bytes, ids, "decode", "-m", model, "--format", "text");
        assertArrayEquals(new byte[] {'a', (byte) 195}, bytes.toByteArray());
    }

    @Test
    void saysWhereIdsAreMalformed() {
        String place = "tokenwright: standard input, line 2, ";
        String expected = ", expected the id of a token of the model\n";
        assertFailure(place + "byte 4 of the line: found '-'" + expected, "97\n97 -1\n", "decode", "-m", model);
        assertFailure(place + "byte 1 of the line: found 99999" + expected, "97\n99999\n", "decode", "-m", model);
        String[] jsonl = {"decode", "-m", model, "--format", "jsonl"};
        Run zero = Run.withInput("{\"ids\":[]}\n\0\0{\0\n", jsonl);
        assertEquals(1, zero.code());
        assertTrue(zero.err().startsWith(place + "column 2: found no JSON (Illegal character"), zero.err());
        assertFailure(place + "element 1 of \"ids\": found 1.5" + expected, "{\"ids\":[]}\n{\"ids\":[97,1.5]}", jsonl);
        assertFailure(
                place + "its object: found no array \"ids\", expected an object with an array \"ids\"\n",
                "{\"ids\":[]}\n{\"text\":\"a\"}",
                jsonl);
    }

    private static void assertFailure(String message, String in, String... args) {
        Run run = Run.withInput(in, args);
        assertEquals(message, run.err());
        assertEquals(1, run.code());
    }

    @Test
    void convertsThereAndBack() throws IOException {
        String v2 = folder.resolve("v2.model").toString();
        String own = folder.resolve("own.model").toString();
        assertEquals(0, Run.of("convert", model, "--to", "v2", "-o", v2).code());
        assertEquals(0, Run.of("convert", v2, "--to", "own", "-o", own).code());
        assertTrue(Files.readString(Path.of(v2)).startsWith("BoundlessBPE v2 boundless\n"));
        assertEquals(
                Run.withInput(TEXT, "encode", "-m", model).out(),
                Run.withInput(TEXT, "encode", "-m", own).out());
    }

    @Test
    void inspectsAModel() {
        String report = Run.of("inspect", model).out();
        assertTrue(report.startsWith("type            boundless\n"), report);
        assertTrue(report.contains("special tokens  <|end|> (290)\n"), report);
        assertTrue(report.contains("times  \" of the\"\n"), report);
        String json = Run.of("inspect", "--json", model).out();
        assertTrue(json.contains("\"documents\" : 3"), json);
    }

    @Test
    void warnsOfTooFewPairs() {
        Run run = Run.of("train", "-q", "--type", "bpe", "--vocab-size", "5000", "-o", model, text);
        assertEquals(0, run.code());
        assertTrue(
                run.err()
                        .matches(
                                "tokenwright: warning: the text has too few pairs for 5,000 tokens, the model has \\d+\n"),
                run.err());
    }

    @Test
    void everyTrainingOptionIsInTheModel() {
        String other = folder.resolve("other.model").toString();
        Run run = Run.of(
                "train",
                "--type",
                "super",
                "--supermerges",
                "3",
                "--vocab-size",
                "280",
                "--format",
                "lines",
                "--pattern",
                "gpt2",
                "--normalize",
                "nfc",
                "--merge-rule",
                "improved",
                "--alphabet",
                "utf8",
                "--min-count",
                "2",
                "--max-token-bytes",
                "12",
                "--max-words",
                "2",
                "--deletion-threshold",
                "0.9",
                "--deletion-parts",
                "operands",
                "--special",
                "<|end|>",
                "--pad-to",
                "8",
                "--weight",
                text + "=3",
                "--output",
                other,
                text);
        assertEquals(0, run.code(), run.err());
        String report = Run.of("inspect", "--json", other).out();
        for (String fact : List.of(
                "\"type\" : \"super\"",
                "\"supermerges\" : 3",
                "\"normalization\" : \"nfc\"",
                "\"mergeRule\" : \"improved\"",
                "\"alphabet\" : \"utf8\"",
                "\"deletionParts\" : \"operands\"",
                "\"min-count\" : \"2\"",
                "\"max-token-bytes\" : \"12\"",
                "\"max-words\" : \"2\"",
                "\"deletion-threshold\" : \"0.9\"",
                "\"<|end|>\" : 263")) {
            assertTrue(report.contains(fact), () -> fact + " in " + report);
        }
        assertUsage(
                "--weight none.txt: there is no such INPUT",
                "train",
                "--weight",
                "none.txt=2",
                "--output",
                other,
                text);
        assertUsage(
                "--supermerges with 1 or more belongs to --type super, and that needs it",
                "train",
                "--supermerges",
                "2",
                "--output",
                other,
                text);
    }

    /** A weight counts as if the text were there so many times. */
    @Test
    void weightsCountTheDocumentsOfAnInput() throws IOException {
        String rest = Files.writeString(folder.resolve("rest.txt"), "a well, a well and a ladder\n")
                .toString();
        String weighted = folder.resolve("weighted.model").toString();
        String repeated = folder.resolve("repeated.model").toString();
        assertEquals(
                0,
                Run.of("train", "-q", "--vocab-size", "300", "-o", weighted, "--weight", rest + "=4", text, rest)
                        .code());
        assertEquals(
                0,
                Run.of("train", "-q", "--vocab-size", "300", "-o", repeated, text, rest, rest, rest, rest)
                        .code());
        Run diff = Run.of("diff", weighted, repeated);
        assertTrue(diff.out().startsWith("in both           300 tokens, 300 of them with the same id"), diff.out());
    }

    @Test
    void trainsOnPretokensThatWereSaved() throws IOException {
        Path pretokens = folder.resolve("pretokens.tsv");
        Path runs = folder.resolve("runs.tsv");
        String first = folder.resolve("first.model").toString();
        String second = folder.resolve("second.model").toString();
        Run run = Run.of(
                "train",
                "-q",
                "--vocab-size",
                "280",
                "--save-pretokens",
                pretokens.toString(),
                "--save-runs",
                runs.toString(),
                "--output",
                first,
                text);
        assertEquals(0, run.code(), run.err());
        assertEquals("12\t\u0120the", Files.readAllLines(pretokens).get(0));
        assertTrue(Files.readAllLines(runs).stream().allMatch(line -> line.matches("[0-9]+(\t[^\t]+){2,}")));
        run = Run.of("train", "-q", "--type", "bpe", "--vocab-size", "280", "--output", first, text);
        assertEquals(0, run.code(), run.err());
        run = Run.of(
                "train",
                "-q",
                "--type",
                "bpe",
                "--vocab-size",
                "280",
                "--from-pretokens",
                "--pattern",
                "gpt4o",
                "--output",
                second,
                pretokens.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(Run.of("diff", first, second).out().startsWith("in both           280 tokens, 280 of them"));
        assertUsage(
                "--from-pretokens belongs to --type bpe and needs one INPUT, a file",
                "train",
                "--from-pretokens",
                "--output",
                second,
                pretokens.toString());
    }

    @Test
    void readsEveryFormat() throws IOException {
        String csv = Files.writeString(folder.resolve("in.csv"), "id;body\n1;\"a\nb\"\n2;c\n")
                .toString();
        assertEquals(
                "97 10 98\n99\n",
                Run.of("encode", "-m", model, "--field", "/body", "--delimiter", ";", csv)
                        .out());
        assertEquals(
                "49\n50\n",
                Run.withInput("1\ta\n2\tb\n", "encode", "-m", model, "--format", "tsv", "--no-header", "--field", "/0")
                        .out());
        assertEquals(
                "97 10 98\n99\n",
                Run.withInput("a\nb\n\n\nc\n", "encode", "-m", model, "--format", "paragraphs")
                        .out());
        Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {(byte) 0xe9});
        assertEquals(
                "195 169\n",
                Run.of("encode", "-m", model, "--encoding", "latin1", latin.toString())
                        .out());
        assertEquals(
                2,
                Run.of("encode", "-m", model, "--encoding", "none", latin.toString())
                        .code());
    }

    @Test
    void readsFoldersAndPatterns() throws IOException {
        Path many = Files.createDirectory(folder.resolve("many"));
        Files.writeString(many.resolve("1.txt"), "a");
        Files.writeString(many.resolve("2.txt"), "b");
        assertEquals("97\n98\n", Run.of("encode", "-m", model, many.toString()).out());
        assertEquals("98\n", Run.of("encode", "-m", model, many + "/[2-9].txt").out());
        Path strange = Files.writeString(folder.resolve("[2].txt"), "c");
        assertEquals("99\n", Run.of("encode", "-m", model, strange.toString()).out());
    }

    @Test
    void stopsAtTheLimits() {
        String[] lines = {"encode", "-m", model, "--max-documents", "1"};
        assertEquals("97\n", Run.withInput("a\nb\n", lines).out());
        assertEquals(
                "97\n",
                Run.withInput("a\nb\n", "encode", "-m", model, "--max-bytes", "1")
                        .out());
        Run run = Run.withInput("abc\nd\n", "encode", "-m", model, "--max-document-bytes", "2", "--skip-malformed");
        assertEquals(new Run(0, "100\n", "tokenwright: passed over 1 malformed documents\n"), run);
    }

    @Test
    void explainsWrongUse() {
        assertUsage(
                "which command? train, counts, encode, decode, evaluate, inspect, diff, convert, segment, fim, pack, compress,"
                        + " decompress, sentences, vectorize, robustness, transplant, classify, vectors, search, demo, completion");
        assertUsage("Unknown option: '--modle'", "encode", "-m", model, "--modle", "x");
        assertUsage("Missing required option: '--output=MODEL'", "train", text);
        assertUsage(
                "Invalid value for option '--max-bytes': found 5q, expected a number of bytes with an optional k, m or g",
                "encode",
                "-m",
                model,
                "--max-bytes",
                "5q");
        assertUsage(
                "Invalid value for option '--format': found doc, expected text, lines, lines-with-ends, paragraphs,"
                        + " jsonl, csv, tsv, parquet",
                "encode",
                "-m",
                model,
                "--format",
                "doc");
        assertUsage("standard input beside other input needs --format", "encode", "-m", model, "-", text);
        assertUsage("vocab-size is 3, expected 256 to 16777216", "train", "--vocab-size", "3", "-o", model, text);
        assertUsage(
                "the special token a is given twice", "train", "--special", "a", "--special", "a", "-o", model, text);
        assertEquals(2, Run.of("train", "--pattern", "(", "-o", model, text).code());
        assertEquals(2, Run.of("encode", "-m", model, "--field", "text", text).code());
    }

    private static void assertUsage(String message, String... args) {
        Run run = Run.of(args);
        assertEquals("tokenwright: " + message, run.err().lines().findFirst().orElse(""));
        assertEquals(2, run.code());
        assertEquals("", run.out());
    }

    @Test
    void saysWhichFileIsMissingOrNoModel() throws IOException {
        String absent = folder.resolve("absent").toString();
        String none = "tokenwright: " + absent + ": no such file or folder\n";
        assertEquals(new Run(1, "", none), Run.of("encode", "-m", model, absent));
        assertEquals(new Run(1, "", none), Run.of("inspect", absent));
        assertEquals(new Run(1, "", none), Run.of("train", "-o", absent + "/x.model", text));
        for (String command : List.of("inspect", "decode -m", "convert --to v2 -o " + absent)) {
            Run run = Run.of(Stream.of(command.split(" "), new String[] {text})
                    .flatMap(Stream::of)
                    .toArray(String[]::new));
            assertEquals(1, run.code());
            assertTrue(run.err().startsWith("tokenwright: " + text + ", "), run.err());
            assertEquals(1, run.err().lines().count(), run.err());
        }
        assertFalse(Files.exists(Path.of(absent)));
    }

    @Test
    void leavesAnOldModelAloneWhenTrainingFails() throws IOException {
        byte[] before = Files.readAllBytes(Path.of(model));
        Path broken = folder.resolve("broken.txt");
        Files.write(broken, new byte[] {'a', (byte) 0xFF});
        assertEquals(
                1,
                Run.of("train", "--vocab-size", "300", "-o", model, broken.toString())
                        .code());
        assertArrayEquals(before, Files.readAllBytes(Path.of(model)));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(3, files.count());
        }
    }

    @Test
    void losesNoInputToAnOutput() throws IOException {
        Path text = folder.resolve("text.txt");
        Files.writeString(text, "one two three\n".repeat(20));
        String name = text.toString();
        String model = folder.resolve("kept.model").toString();
        assertUsage("--output " + name + " is read by this command, and would be lost", "train", "-o", name, name);
        assertUsage(
                "--html " + name + " is read by this command, and would be lost",
                "train",
                "--html",
                name,
                "-o",
                model,
                folder.toString());
        assertUsage("--html " + model + " is written by --output too", "train", "--html", model, "-o", model, name);
        assertEquals(
                0,
                Run.of("train", "-q", "--vocab-size", "300", "-o", model, name).code());
        assertUsage(
                "--html " + model + " is read by this command, and would be lost", "inspect", "--html", model, model);
        assertUsage(
                "--html " + name + " is read by this command, and would be lost",
                "evaluate",
                "--html",
                name,
                "-m",
                model,
                name);
        assertEquals("one two three\n".repeat(20), Files.readString(text));
    }

    @Test
    void refusesOptionsThatWouldDoNothing() throws IOException {
        Path text = folder.resolve("text.txt");
        Files.writeString(text, "one two three\n".repeat(20));
        String name = text.toString();
        String model = folder.resolve("none.model").toString();
        assertUsage(
                "--max-words is about superwords, which --type bpe does not have",
                "train",
                "--type",
                "bpe",
                "--max-words",
                "3",
                "-o",
                model,
                name);
        assertUsage(
                "--deletion-parts is without meaning if there is no --deletion-threshold",
                "train",
                "--deletion-parts",
                "bytes",
                "-o",
                model,
                name);
        assertUsage(
                "--deletion-threshold is 1.5, expected above 0 and at most 1",
                "train",
                "--deletion-threshold",
                "1.5",
                "-o",
                model,
                name);
        assertUsage(
                "--sample is about reading text, which is not read here",
                "train",
                "--type",
                "bpe",
                "--from-pretokens",
                "--pattern",
                "gpt2",
                "--sample",
                "0.5",
                "-o",
                model,
                name);
        assertUsage(
                "--field is text, expected a pointer that begins with a slash: /text",
                "train",
                "--field",
                "text",
                "-o",
                model,
                name);
        assertUsage(
                "--delimiter has no meaning for --format tsv",
                "train",
                "--format",
                "tsv",
                "--delimiter",
                ";",
                "-o",
                model,
                name);
        assertUsage("--max-documents is 0, expected 1 or more", "train", "--max-documents", "0", "-o", model, name);
        assertUsage(
                "the pattern is empty, expected a name or a regular expression",
                "train",
                "--pattern",
                "",
                "-o",
                model,
                name);
    }

    @Test
    void trainsAndEvaluatesOnNothingOnlyToSaySo() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.txt"));
        String model = folder.resolve("empty.model").toString();
        Run run = Run.of("train", "-o", model, empty.toString());
        assertEquals(1, run.code());
        assertEquals("tokenwright: there is no text in " + empty + ": no document was read\n", run.err());
        assertFalse(Files.exists(Path.of(model)));
    }

    @Test
    void saysWhyStandardOutputFails() {
        assertEquals("", failing("Broken pipe").err(), "whoever closes it has seen enough");
        assertEquals(141, failing("Broken pipe").code());
        assertEquals(
                "tokenwright: standard output: No space left on device\n",
                failing("No space left on device").err());
        assertEquals(1, failing("No space left on device").code());
    }

    private Run failing(String reason) {
        OutputStream out = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(reason);
            }
        };
        return Run.into(out, "a\n", "encode", "-m", model);
    }

    @Test
    void helpsWithEveryCommand() {
        for (String command : List.of("train", "encode", "decode", "inspect", "convert", "fim", "demo")) {
            Run run = Run.of(command, "--help");
            assertEquals(0, run.code());
            assertTrue(run.out().startsWith("Usage: tokenwright " + command), run.out());
            assertTrue(run.out().matches("(?s).*\\nExamples:\\n  .*tokenwright " + command + ".*"), run.out());
        }
        assertTrue(
                Run.of("--help").out().contains("Exit codes:\n"),
                Run.of("--help").out());
    }
}
