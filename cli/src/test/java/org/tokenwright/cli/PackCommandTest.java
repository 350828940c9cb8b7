package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackCommandTest {
    @TempDir
    Path folder;

    private String model;
    private String text;
    private String ids;

    @BeforeEach
    void prepare() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 400; line++) {
            lines.append("the gate of the garden ".repeat(line % 7))
                    .append(line)
                    .append('\n');
        }
        text = Files.writeString(folder.resolve("garden.txt"), lines).toString();
        model = folder.resolve("garden.model").toString();
        Run run = Run.of(
                "train", "-q", "--vocab-size", "290", "--format", "lines", "--special", "<|end|>", "-o", model, text);
        assertEquals(0, run.code(), run.err());
        ids = Files.writeString(folder.resolve("ids.jsonl"), """
                        {"ids":[1,2,3,4,5]}
                        {"ids":[]}
                        {"ids":[6,7]}
                        {"ids":[8]}
                        """).toString();
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    private static Run pack(String... options) {
        String[] args = Stream.concat(Stream.of("pack"), Stream.of(options)).toArray(String[]::new);
        return Run.of(args);
    }

    @Test
    void tokenFilesArePacked() throws IOException {
        Run run = pack("--seq-length", "4", "--to", "jsonl", "--eod", "0", "-o", out("rows"), ids);
        assertEquals(0, run.code(), run.err());
        assertEquals("""
                {"input_ids":[1,2,3,4],"seq_lengths":[4]}
                {"input_ids":[6,7,0],"seq_lengths":[3]}
                {"input_ids":[5,0,8,0],"seq_lengths":[2,2]}
                """, Files.readString(folder.resolve("rows.jsonl")));
        assertTrue(run.out().matches("""
                4 documents \\(1 empty\\), 11 tokens
                3 rows of 4: fill 91\\.6667 %, 0 more than concat
                1 document cut \\(25\\.00 %\\), 0 of them shorter than a row; 0 tokens left out
                documents in a row        rows
                                 1           2
                                 2           1
                wrote .*rows\\.jsonl in [0-9.]+ s
                """), run.out());
        assertEquals("", run.err());
    }

    @Test
    void theReportIsAlsoJson() {
        Run run = pack("--json", "--algorithm", "bfd", "--seq-length", "4", "--pad", "0", "-o", out("rows"), ids);
        assertEquals(0, run.code(), run.err());
        String json = run.out().replaceAll("\\s", "");
        assertTrue(
                json.startsWith("{\"documents\":4,\"emptyDocuments\":1,\"tokens\":7,\"sequenceLength\":4,\"rows\":2,"
                        + "\"fill\":0.875,\"extraRows\":0,\"cutDocuments\":1,\"needlesslyCutDocuments\":0,"
                        + "\"truncatedTokens\":1,\"documentsPerRow\":[0,1,1],\"seconds\":"),
                json);
        assertTrue(json.endsWith("rows.bin\",\"" + out("rows") + ".idx\"]}"), json);
        assertEquals(new Run(0, "", ""), pack("-q", "--seq-length", "4", "--pad", "0", "-o", out("rows"), ids));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bfd", "bfd-split", "spfhp", "lpfhp", "next-fit", "concat", "none"})
    void threadsAndStepsChangeNothing(String algorithm) throws IOException {
        String[] rows = algorithm.equals("none") ? new String[] {} : new String[] {"--seq-length", "32"};
        String[] direct = {"-m", model, "--format", "lines", "--algorithm", algorithm, "--eod", "<|end|>"};
        for (String threads : List.of("1", "2", "5")) {
            Run run = pack(join(direct, rows, "--threads", threads, "-o", out("by" + threads), text));
            assertEquals(0, run.code(), run.err());
        }
        Run encoded = Run.of("encode", "-m", model, "--format", "lines", text);
        String lines = encoded.out()
                .lines()
                .map(line -> "{\"ids\":[" + line.replace(' ', ',') + "]}\n")
                .reduce("", String::concat);
        Run piped = Run.withInput(
                lines,
                join(new String[] {"pack", "--algorithm", algorithm, "--eod", "290"}, rows, "-o", out("piped"), "-"));
        assertEquals(0, piped.code(), piped.err());
        Run plain = pack("-m", model, "--format", "lines", "--algorithm", "none", "-o", out("plain"), text);
        assertEquals(0, plain.code(), plain.err());
        Run indexed = pack(join(
                new String[] {"--algorithm", algorithm, "--eod", "290"},
                rows,
                "-o",
                out("indexed"),
                folder.resolve("plain.idx").toString()));
        assertEquals(0, indexed.code(), indexed.err());
        for (String suffix : List.of(".bin", ".idx")) {
            byte[] expected = Files.readAllBytes(folder.resolve("by1" + suffix));
            for (String other : List.of("by2", "by5", "piped", "indexed")) {
                assertArrayEquals(expected, Files.readAllBytes(folder.resolve(other + suffix)), other);
            }
        }
    }

    private static String[] join(String[] first, String[] second, String... third) {
        return Stream.of(first, second, third).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void severalDataSetsMakeOne() throws IOException {
        assertEquals(0, pack("--algorithm", "none", "-o", out("a"), ids).code());
        Run run = pack("--algorithm", "none", "-o", out("two"), out("a.idx"), out("a.idx"));
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("8 documents (2 empty), 16 tokens\nwrote "), run.out());
        assertEquals(2 * Files.size(folder.resolve("a.bin")), Files.size(folder.resolve("two.bin")));
    }

    @Test
    void shufflingFollowsFromTheSeed() throws IOException {
        String[] options = {"--seq-length", "8", "--to", "jsonl", "-m", model, "--format", "lines"};
        pack(join(options, new String[] {"--shuffle", "--seed", "1"}, "-o", out("a"), text));
        pack(join(options, new String[] {"--shuffle", "--seed", "1"}, "-o", out("b.jsonl"), text));
        pack(join(options, new String[] {"--shuffle", "--seed", "2"}, "-o", out("c"), text));
        List<String> first = Files.readAllLines(folder.resolve("a.jsonl"));
        List<String> other = Files.readAllLines(folder.resolve("c.jsonl"));
        assertEquals(first, Files.readAllLines(folder.resolve("b.jsonl")));
        assertFalse(first.equals(other));
        assertEquals(first.stream().sorted().toList(), other.stream().sorted().toList());
    }

    @Test
    void allFormatsAreWritten() throws IOException {
        for (String format : List.of("megatron", "mds", "flat", "npy", "jsonl")) {
            Path place = Files.createDirectory(folder.resolve(format));
            String prefix = place.resolve("rows").toString();
            String[] pad = format.equals("jsonl") ? new String[] {} : new String[] {"--pad", "0"};
            assertEquals(
                    0,
                    pack(join(new String[] {"--to", format, "--seq-length", "4"}, pad, "-o", prefix, ids))
                            .code());
            try (Stream<Path> files = Files.list(place)) {
                List<String> names = files.map(file -> file.getFileName().toString())
                        .sorted()
                        .toList();
                assertEquals(
                        switch (format) {
                            case "megatron" -> List.of("rows.bin", "rows.idx");
                            case "mds" -> List.of("rows");
                            case "flat" -> List.of("rows.bin", "rows.len");
                            case "npy" -> List.of("rows.npy", "rows.segments.npy");
                            default -> List.of("rows.jsonl");
                        },
                        names);
            }
        }
        Run again = pack("--to", "mds", "--seq-length", "4", "--pad", "0", "-o", out("mds/rows"), ids);
        assertEquals(1, again.code());
        assertTrue(
                again.err().endsWith("rows: exists; shards are written to a new folder, delete the old one first\n"),
                again.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--to flat|--to flat has pads, which need --pad or --eod",
                "--to jsonl --pad 1|--pad is without meaning for --to jsonl, which has no pads",
                "--pad x|--pad is x, expected an id; names of tokens need a --model",
                "--pad 0 --seq-length 0|the sequence length is 0, expected 1 to 16777216",
                "--pad 0 --max-docs-per-bin 0|the documents per row are 0, expected 1 or more",
                "--pad 0 --threads 0|--threads is 0, expected 1 or more",
                "--algorithm best|--algorithm is best, expected one of bfd, bfd-split, spfhp, lpfhp, next-fit, concat, none",
                "--pad 0 --field /text|--field is about text, for which a --model is needed",
                "--pad 0 --specials allow|--specials is about text, for which a --model is needed",
                "--pad 0 --seed 3|--seed is without meaning if there is no --shuffle",
                "--algorithm none --seq-length 3|--seq-length is about rows, which --algorithm none does not make",
                "--algorithm none --shuffle|--shuffle is about rows, which --algorithm none does not make",
                "--algorithm none --to npy|--algorithm none writes --to megatron only",
            })
    void wrongUseIsExplained(String options, String message) {
        Run run = pack(join(options.split(" "), new String[] {"-o", out("rows")}, ids));
        assertEquals("tokenwright: " + message, run.err().lines().findFirst().orElse(""));
        assertEquals(2, run.code());
    }

    @Test
    void wrongInputIsExplained() throws IOException {
        Path idx = Files.write(folder.resolve("rows.idx"), new byte[3]);
        Files.createFile(folder.resolve("rows.bin"));
        Run mixed = pack("--pad", "0", "-o", out("x"), idx.toString(), ids);
        assertEquals("tokenwright: INPUT is either .idx files or lines of JSON, not both", first(mixed));
        Run modelled = pack("-m", model, "--pad", "0", "-o", out("x"), idx.toString());
        assertEquals("tokenwright: " + idx + " holds ids, which need no --model", first(modelled));
        Run lost = pack("--pad", "0", "-o", out("rows"), idx.toString());
        assertEquals(
                "tokenwright: --output " + out("rows.bin") + " is read by this command, and would be lost",
                first(lost));
        Run missing = pack("--pad", "0", "-o", out("x"), out("none.idx"));
        assertEquals("tokenwright: " + out("none.idx") + ": no such file or folder", first(missing));
        Run nameless = pack("--pad", "0", "-o", "/", ids);
        assertEquals("tokenwright: --output is /, expected what the names of the files begin with", first(nameless));
        Run inside = pack("--pad", "0", "-o", folder + "/", ids);
        assertEquals(
                "tokenwright: --output is the folder " + folder
                        + ", expected what the names of files begin with, such as " + out("packed"),
                first(inside));
        Run broken = pack("--pad", "0", "-o", out("x"), idx.toString());
        assertEquals(1, broken.code());
        assertEquals("tokenwright: " + idx + ", byte 0: found 3 bytes, expected a header of 34 bytes", first(broken));
        Run special = Run.withInput("a<|end|>", "pack", "-m", model, "--eod", "<|end|>", "-o", out("x"), "-");
        assertEquals(1, special.code());
        assertTrue(first(special).startsWith("tokenwright: standard input, line 1: "), special.err());
        Run unknown = pack("-m", model, "--eod", "<|x|>", "-o", out("x"), text);
        assertEquals("tokenwright: --eod is <|x|>, expected an id or a special token of the model", first(unknown));
        assertFalse(Files.exists(folder.resolve("x.bin")));
    }

    @Test
    void whatIsPassedOverIsCounted() throws IOException {
        Path lines = Files.writeString(folder.resolve("some.jsonl"), "{\"text\":\"a\"}\nx\n{\"text\":\"b\"}\n");
        Run run = pack("-q", "-m", model, "--skip-malformed", "--pad", "0", "-o", out("x"), lines.toString());
        assertEquals(new Run(0, "", "tokenwright: passed over 1 malformed documents\n"), run);
    }

    private static String first(Run run) {
        return run.err().lines().findFirst().orElse("");
    }

    @Test
    void theHelpHasExamples() {
        Run help = pack("--help");
        assertEquals(0, help.code());
        assertTrue(help.out().contains("tokenwright pack --model books.model"), help.out());
    }
}
