package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.tokenizers.segment.Segmenters;

class SegmentCommandTest {
    @TempDir
    Path folder;

    @Test
    void printsALineForEachSegment() {
        assertEquals(
                new Run(0, "Hello,\n world!\n is\nIt\nSo?\n\n\n\\\\\nn\n\n", ""),
                Run.withInput("Hello, world! isItSo?\n\n\\n\n", "segment", "--rule", "hat"));
    }

    @Test
    void escapesWhatDoesNotShow() throws IOException {
        Path file = Files.writeString(folder.resolve("in.txt"), "a\té\\\r\n\u2028\u200D\u0000é\n");
        assertEquals(
                "a\\t\né\\\\\n\\r\\n\\u{2028}\\xE2\n\\x80\\x8D\\u{0}\né\\n\n\n",
                Run.of("segment", "-r", "spacebyte", file.toString()).out());
        assertEquals(
                "a\\té\\\\\\r\\n\\u{2028}\\u{200D}\\u{0}é\\n\n\n",
                Run.of("segment", "-r", "bytes:99", file.toString()).out());
    }

    @Test
    void addsOffsets() {
        String in = "{\"text\":\"is it\"}\n{\"text\":\"é\"}\n";
        assertEquals(
                "is\t0\t2\n it\t2\t5\n\né\t0\t2\n\n",
                Run.withInput(in, "segment", "-r", "words", "--format", "jsonl", "--offsets")
                        .out());
        assertEquals(
                "{\"segments\":[\"is\",\" it\"],\"offsets\":[[0,2],[2,5]]}\n{\"segments\":[\"é\"],\"offsets\":[[0,2]]}\n",
                Run.withInput(in, "segment", "-r", "words", "--format", "jsonl", "--offsets", "--json")
                        .out());
        assertEquals(
                "{\"segments\":[\"\\\\xC3\",\"\\\\xA9\"]}\n",
                Run.withInput("é\n", "segment", "-r", "bytes:1", "--json").out());
    }

    /** What has been seen is certain, and what comes after it is not. */
    @Test
    void cutsWhereTheNextByteIsUncertain() {
        Run run = Run.withInput("abcabcabcabcabcabcabcabcabcXYZ\n", "segment", "--rule", "entropy:2");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("a\nb\nc"), run.out());
        assertTrue(run.out().contains("\nY\nZ\n"), run.out());
        assertTrue(run.out().contains("abcabcabc"), run.out());
        assertEquals(
                "abcabcabcabcabcabcabcabcabcXYZ",
                run.out().replace("\n", "").replace("\\n", ""),
                "the segments are the text");
    }

    @Test
    void countsSegments() {
        assertEquals(
                """
                documents          2
                bytes              11
                segments           5
                bytes per segment  2.200
                longest segment    3 bytes
                """,
                Run.withInput("to be, be\nor\n", "segment", "-r", "words", "--stats")
                        .out());
    }

    @Test
    void cutsAtTokensAndLimits() throws IOException {
        String text = Files.writeString(folder.resolve("in.txt"), "the gate of the gate of the gate\n")
                .toString();
        String model = folder.resolve("gate.model").toString();
        assertEquals(
                0, Run.of("train", "--vocab-size", "262", "-o", model, text).code());
        Run run = Run.of("segment", "--rule", "tokens", "--model", model, text);
        assertEquals(0, run.code(), run.err());
        assertEquals(
                "the gate of the gate of the gate\\n\n",
                run.out().replaceFirst("\n\n$", "").replace("\n", "") + "\n");
        assertTrue(run.out().contains(" gat") || run.out().contains("the"), run.out());
        assertEquals(
                "a\né\nb\n\n",
                Run.withInput("aéb\n", "segment", "-r", "uax29", "--max-segment-bytes", "2")
                        .out());
    }

    @ParameterizedTest
    @CsvSource({
        "'segment --rule none', there is no segmenter none; there are ",
        "'segment --rule bytes:0', 'the patch size is 0, expected 1 or more'",
        "'segment --rule tokens', --rule tokens needs --model",
        "'segment --rule hat -m x', --model has no meaning for --rule hat",
        "'segment --rule hat --stats --json', --stats goes without --offsets and --json",
        "'segment --rule hat --max-segment-bytes 0', 'the longest segment is 0, expected 1 or more'",
        "'segment', Missing required option: '--rule=RULE'",
    })
    void saysWhatIsWrong(String command, String message) {
        Run run = Run.withInput("a", command.split(" "));
        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().startsWith("tokenwright: " + message), run.err());
    }

    @Test
    void helpKnowsAllRules() {
        Run help = Run.of("segment", "--help");
        assertEquals(0, help.code());
        for (String name : Segmenters.names()) {
            assertTrue(help.out().contains(name), name);
        }
        assertTrue(help.out().contains("  tokens "), help.out());
    }
}
