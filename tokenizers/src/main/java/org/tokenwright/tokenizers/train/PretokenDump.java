package org.tokenwright.tokenizers.train;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.formats.ByteAlphabet;
import org.tokenwright.tokenizers.slices.SliceTable;

/**
 * A dump of pretokens or of runs of pretokens with their counts, in the text format of the BoundlessBPE programs: UTF-8, a
 * line for each, ended by LF.
 *
 * <pre>
 * count TAB token               a pretoken
 * count TAB token TAB token...  a run of two or more
 * </pre>
 *
 * <p>Counts are decimal, from 1. Tokens are in the byte-to-character form of {@link ByteAlphabet}. The highest count comes
 * first; of equal ones, the largest bytes. The format is others' and has no magic, version or checksum; what is read is
 * checked line by line.
 */
final class PretokenDump {
    private PretokenDump() {}

    static void write(PretokenCounts pretokens, Path target) throws IOException {
        SliceTable table = pretokens.table();
        int[] order = IntStream.range(0, table.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer id) -> pretokens.count(id))
                        .thenComparing((one, other) -> compare(table, one, other))
                        .reversed())
                .mapToInt(id -> id)
                .toArray();
        AtomicFile.write(target, out -> {
            for (int id : order) {
                writeLine(out, pretokens.count(id), List.of(table.bytes(id)));
            }
        });
    }

    static void write(Runs runs, Tokens tokens, Path target) throws IOException {
        long[] counts = runs.counts();
        int[] order = IntStream.range(0, runs.distinct())
                .boxed()
                .sorted(Comparator.comparingLong((Integer run) -> counts[run])
                        .thenComparing((one, other) -> compare(tokens, runs.tokens(one), runs.tokens(other)))
                        .reversed())
                .mapToInt(run -> run)
                .toArray();
        AtomicFile.write(target, out -> {
            for (int run : order) {
                writeLine(
                        out,
                        counts[run],
                        Arrays.stream(runs.tokens(run)).mapToObj(tokens::bytes).toList());
            }
        });
    }

    private static int compare(SliceTable table, int one, int other) {
        byte[] arena = table.arena();
        return Arrays.compareUnsigned(
                arena, table.start(one), table.end(one), arena, table.start(other), table.end(other));
    }

    private static int compare(Tokens tokens, int[] one, int[] other) {
        int different = Arrays.mismatch(one, other);
        return different < 0 || different == Math.min(one.length, other.length)
                ? Integer.compare(one.length, other.length)
                : tokens.compare(one[different], other[different]);
    }

    private static void writeLine(OutputStream out, long count, List<byte[]> tokens) throws IOException {
        StringBuilder line = new StringBuilder().append(count);
        tokens.forEach(token -> line.append('\t').append(ByteAlphabet.show(token)));
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the pretokens of a dump.
     *
     * @throws CorruptInputException if a line is not a count and a pretoken, a pretoken is there twice, or there are too
     *     many
     */
    static PretokenCounts read(Path dump) throws IOException {
        SliceTable table = new SliceTable();
        try (DocumentReader reader =
                TextSource.builder().path(dump).format(TextFormat.LINES).build().open()) {
            for (Document line = reader.next(); line != null; line = reader.next()) {
                int tab = tab(line);
                long count = count(line, tab);
                byte[] pretoken = pretoken(line, tab);
                int slot = table.slot(pretoken, 0, pretoken.length);
                if (!table.added()) {
                    throw corrupt(line, "a pretoken that is there already", "each once");
                }
                table.payload(slot, count);
            }
        }
        return PretokenCounts.of(table);
    }

    private static int tab(Document line) throws CorruptInputException {
        int tab = line.start();
        while (tab < line.end() && line.bytes()[tab] != '\t') {
            tab++;
        }
        if (tab == line.end()) {
            throw corrupt(line, "no tab", "a count, a tab and a pretoken");
        }
        return tab;
    }

    private static long count(Document line, int tab) throws CorruptInputException {
        String digits = new String(line.bytes(), line.start(), tab - line.start(), StandardCharsets.UTF_8);
        if (!digits.matches("[1-9][0-9]{0,17}")) {
            throw corrupt(line, "\"" + digits + "\"", "a count from 1");
        }
        return Long.parseLong(digits);
    }

    private static byte[] pretoken(Document line, int tab) throws CorruptInputException {
        String shown = new String(line.bytes(), tab + 1, line.end() - tab - 1, StandardCharsets.UTF_8);
        if (shown.indexOf('\t') >= 0) {
            throw corrupt(line, "a run of pretokens", "one pretoken");
        }
        if (shown.isEmpty()) {
            throw corrupt(line, "an empty pretoken", "bytes");
        }
        try {
            return ByteAlphabet.parse(shown);
        } catch (IllegalArgumentException e) {
            throw corrupt(
                    line, "a pretoken that is not of bytes (" + e.getMessage() + ")", "the byte-to-character form");
        }
    }

    private static CorruptInputException corrupt(Document line, String found, String expected) {
        return new CorruptInputException(line.source(), "line " + line.line(), found, expected);
    }
}
