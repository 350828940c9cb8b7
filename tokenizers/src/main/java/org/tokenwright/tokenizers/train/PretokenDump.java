package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.Alphabet;
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
        int[] order = fallingOrder(table.size(), (one, other) -> {
            int byCount = Long.compare(pretokens.count(one), pretokens.count(other));
            return byCount != 0 ? byCount : compare(table, one, other);
        });
        AtomicFile.write(target, out -> {
            for (int id : order) {
                writeLine(out, pretokens.count(id), List.of(table.bytes(id)));
            }
        });
    }

    static void write(Runs runs, Tokens tokens, Path target) throws IOException {
        long[] counts = runs.counts();
        int[] order = fallingOrder(runs.sequences(), (one, other) -> {
            int byCount = Long.compare(counts[one], counts[other]);
            return byCount != 0 ? byCount : compare(tokens, runs.tokens(one), runs.tokens(other));
        });
        AtomicFile.write(target, out -> {
            for (int run : order) {
                writeLine(
                        out,
                        counts[run],
                        Arrays.stream(runs.tokens(run)).mapToObj(tokens::bytes).toList());
            }
        });
    }

    /** Sorts the numbers below a bound, the largest first. No object stands for any: a large corpus has a hundred million. */
    private static int[] fallingOrder(int size, IntComparator ascending) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        IntArrays.stableSort(order, ascending.reversed());
        return order;
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
     * @param alphabet the bytes that pretokens may hold
     * @throws CorruptInputException if a line is not a count and a pretoken of bytes in the alphabet, a pretoken is there
     *     twice, or the pretokens, each as often as it counts, have more bytes than a long holds: then some token or pair
     *     could have a count above that
     */
    static PretokenCounts read(Path dump, Alphabet alphabet) throws IOException {
        SliceTable table = new SliceTable();
        long bytes = 0;
        try (DocumentReader reader =
                TextSource.builder().path(dump).format(TextFormat.LINES).build().open()) {
            for (Document line = reader.next(); line != null; line = reader.next()) {
                int tab = tab(line);
                long count = count(line, tab);
                byte[] pretoken = pretoken(line, tab, alphabet);
                long most = (Long.MAX_VALUE - bytes) / pretoken.length;
                if (count > most) {
                    throw corrupt(
                            line,
                            "the count " + count + " of " + pretoken.length + " bytes",
                            "at most " + most + " after pretokens of " + bytes + " bytes in all");
                }
                bytes += count * pretoken.length;
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

    private static byte[] pretoken(Document line, int tab, Alphabet alphabet) throws CorruptInputException {
        String shown = new String(line.bytes(), tab + 1, line.end() - tab - 1, StandardCharsets.UTF_8);
        if (shown.indexOf('\t') >= 0) {
            throw corrupt(line, "a run of pretokens", "one pretoken");
        }
        if (shown.isEmpty()) {
            throw corrupt(line, "an empty pretoken", "bytes");
        }
        byte[] pretoken;
        try {
            pretoken = ByteAlphabet.parse(shown);
        } catch (IllegalArgumentException e) {
            throw corrupt(
                    line, "a pretoken that is not of bytes (" + e.getMessage() + ")", "the byte-to-character form");
        }
        for (byte value : pretoken) {
            if (!alphabet.contains(value & 0xFF)) {
                throw corrupt(
                        line,
                        "a pretoken with the byte %02X".formatted(value),
                        "bytes of the alphabet " + alphabet.label());
            }
        }
        return pretoken;
    }

    private static CorruptInputException corrupt(Document line, String found, String expected) {
        return new CorruptInputException(line.source(), "line " + line.line(), found, expected);
    }
}
