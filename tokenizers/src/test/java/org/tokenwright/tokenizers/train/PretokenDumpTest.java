package org.tokenwright.tokenizers.train;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.formats.ByteAlphabet;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slices.SliceTable;

/** Dumps of pretokens: what is written is read again, in the order of the format, and what is wrong is said with its line. */
class PretokenDumpTest {
    @TempDir
    private Path folder;

    /** A line of a dump. */
    private record Line(long count, String pretoken) {}

    @Test
    void pretokensAreWrittenHighestCountAndLargestBytesFirst() throws IOException {
        SplittableRandom random = Seeds.random("pretokensAreWrittenHighestCountAndLargestBytesFirst");
        SliceTable table = new SliceTable();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(1, 20)];
            random.nextBytes(bytes);
            int slot = table.slot(bytes, 0, bytes.length);
            if (table.added()) {
                long count = random.nextInt(10) == 0 ? random.nextLong(1, 1L << 50) : random.nextInt(1, 20);
                table.payload(slot, count);
                lines.add(new Line(count, new String(bytes, ISO_8859_1)));
            }
        }
        lines.sort(Comparator.comparingLong(Line::count)
                .thenComparing(Line::pretoken)
                .reversed());
        List<String> expected = lines.stream()
                .map(line ->
                        line.count() + "\t" + ByteAlphabet.show(line.pretoken().getBytes(ISO_8859_1)))
                .toList();

        Path dump = folder.resolve("pretokens.tsv");
        PretokenDump.write(PretokenCounts.of(table), dump);
        assertEquals(expected, Files.readAllLines(dump));

        Path again = folder.resolve("again.tsv");
        PretokenDump.write(PretokenDump.read(dump, Alphabet.BYTES), again);
        assertEquals(expected, Files.readAllLines(again));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "5 ~ found no tab, expected a count, a tab and a pretoken",
                "0|a ~ found \"0\", expected a count from 1",
                "1000000000000000000|a ~ found \"1000000000000000000\", expected a count from 1",
                "5|a|b ~ found a run of pretokens, expected one pretoken",
                "5| ~ found an empty pretoken, expected bytes",
                "5|b ~ found a pretoken that is there already, expected each once",
                "5|a漢 ~ found a pretoken that is not of bytes (U+6F22 at index 1 stands for no byte),"
                        + " expected the byte-to-character form",
                "5|aÿ ~ found a pretoken with the byte FF, expected bytes of the alphabet utf8",
                "5|À ~ found a pretoken with the byte C0, expected bytes of the alphabet utf8",
            })
    void wrongLinesAreRefused(String line, String message) throws IOException {
        String text = "7\tb\n" + line.replace('|', '\t') + "\n3\tc\n";
        assertEquals("line 2: " + message, refusal(text, Alphabet.UTF8));
    }

    @Test
    void bytesOutsideTheSmallerAlphabetAreReadWithTheLarger() throws IOException {
        Path dump = Files.writeString(folder.resolve("pretokens.tsv"), "7\taÿ\n");
        BpeModel model = BpeTrainer.trainOnPretokens(
                dump, TrainerOptions.of(257, Pretokenizers.of("none")), ProgressListener.NONE);
        assertEquals("aÿ", ByteAlphabet.show(model.vocabulary().bytes(256)));
    }

    /** No count of a token or pair can overflow if the bytes of all pretokens do not. */
    @Test
    void countsThatOverflowTogetherAreRefused() throws IOException {
        StringBuilder text = new StringBuilder();
        for (char c = 'a'; c < 'e'; c++) {
            text.append("999999999999999999\t").append(c).append(c).append('\n');
        }
        assertEquals(
                "line 5: found the count 611686018427387912 of 2 bytes,"
                        + " expected at most 611686018427387907 after pretokens of 7999999999999999992 bytes in all",
                refusal(text + "611686018427387912\tee\n", Alphabet.BYTES));
        Path dump = Files.writeString(folder.resolve("pretokens.tsv"), text + "611686018427387907\tee\n");
        BpeModel model = BpeTrainer.trainOnPretokens(
                dump, TrainerOptions.of(261, Pretokenizers.of("none")), ProgressListener.NONE);
        assertEquals(261, model.vocabulary().size());
    }

    /** What is said about a dump, without its name. */
    private String refusal(String text, Alphabet alphabet) throws IOException {
        Path dump = Files.writeString(folder.resolve("pretokens.tsv"), text, UTF_8);
        TrainerOptions options = TrainerOptions.builder(300, Pretokenizers.of("none"))
                .alphabet(alphabet)
                .build();
        CorruptInputException e = assertThrows(
                CorruptInputException.class, () -> BpeTrainer.trainOnPretokens(dump, options, ProgressListener.NONE));
        return String.valueOf(e.getMessage()).substring((dump + ", ").length());
    }
}
