package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.Sources.Read;

/** Which documents of a source are read, in what order, by how many threads. */
class TextSourceTest {
    @Test
    void sharesOfTheDocumentsAreDisjointAndComplete() throws IOException {
        List<String> all = lines("document ", 10_000);
        Set<String> training = new HashSet<>(sample(all, 0, 0.9, 7));
        Set<String> evaluation = new HashSet<>(sample(all, 0.9, 1, 7));
        assertEquals(0.9, training.size() / 1e4, 0.015);
        assertEquals(10_000, training.size() + evaluation.size());
        Set<String> both = new HashSet<>(training);
        both.addAll(evaluation);
        assertEquals(new HashSet<>(all), both);
        assertNotEquals(training, new HashSet<>(sample(all, 0, 0.9, 8)));
        assertEquals(0.81, sample(new ArrayList<>(training), 0, 0.9, 8).size() / 1e4, 0.02);
    }

    @Test
    void aSampleIsDrawnByContentAlone() throws IOException {
        List<String> all = lines("text ", 1_000);
        Set<String> sample = new HashSet<>(sample(all, 0.25, 0.5, 1));
        List<String> reversed = new ArrayList<>(all).reversed();
        reversed.add(500, "another");
        Set<String> ofReversed = new HashSet<>(sample(reversed, 0.25, 0.5, 1));
        ofReversed.remove("another");
        assertEquals(sample, ofReversed);
        try (DocumentReader reader = source(all).sample(0.25, 0.5, 1).build().open()) {
            assertEquals(sample.size(), Sources.read(reader).size());
            assertEquals(sample.size(), reader.documents());
            assertEquals(1_000 - sample.size(), reader.leftOut());
        }
    }

    @Test
    void rangesAreChecked() {
        for (double[] range : new double[][] {{-0.1, 1}, {0.5, 0.5}, {0, 1.1}, {Double.NaN, 1}}) {
            assertEquals(
                    "sample is " + range[0] + " to " + range[1] + ", expected a range of shares from 0 to 1",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> TextSource.builder().sample(range[0], range[1], 0))
                            .getMessage());
        }
        assertEquals(
                "weight is 0, expected 1 to 1000000",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TextSource.builder().weight(0))
                        .getMessage());
        assertEquals(
                "threads is 0, expected 1 or more",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TextSource.builder().threads(0))
                        .getMessage());
    }

    @Test
    void whatIsInterleavedIsMixedInProportion(@TempDir Path folder) throws IOException {
        write(folder.resolve("a"), lines("a", 9_000));
        write(folder.resolve("b"), lines("b", 1_000));
        TextSource source = lines(folder)
                .interleave(3)
                .limits(ReadLimits.DEFAULT.withMaxDocuments(2_000))
                .build();
        List<String> head = Sources.texts(source);
        long ofB = head.stream().filter(text -> text.startsWith("b")).count();
        assertTrue(ofB > 140 && ofB < 260, () -> ofB + " of 2,000, expected about a tenth");
        assertEquals(head, Sources.texts(source));
        assertNotEquals(
                head,
                Sources.texts(lines(folder)
                        .interleave(4)
                        .limits(ReadLimits.DEFAULT.withMaxDocuments(2_000))
                        .build()));
        List<String> all = Sources.texts(lines(folder).interleave(3).build());
        assertEquals(10_000, new HashSet<>(all).size());
        assertEquals(
                lines("b", 1_000),
                all.stream().filter(text -> text.startsWith("b")).toList());
    }

    @Test
    void anyNumberOfFilesIsInterleaved(@TempDir Path folder) throws IOException {
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 150; i++) {
            List<String> lines = lines("file " + i + " ", i % 7);
            write(folder.resolve("f" + i), lines);
            expected.addAll(lines);
        }
        List<String> read = Sources.texts(lines(folder).interleave(1).build());
        assertEquals(expected, new HashSet<>(read));
        assertEquals(expected.size(), read.size());
    }

    @Test
    void theNumberOfThreadsChangesNothing(@TempDir Path folder) throws IOException {
        for (int i = 0; i < 9; i++) {
            byte[] bytes = String.join("\n", lines("file " + i + " ", 40_000 * (i % 3)))
                    .getBytes(UTF_8);
            Files.write(folder.resolve("f" + i), i % 2 == 0 ? Sources.gzip(bytes) : bytes);
        }
        List<Read> expected = Sources.read(lines(folder).build());
        assertTrue(expected.size() > 300_000);
        for (int threads : new int[] {2, 5}) {
            assertEquals(expected, Sources.read(lines(folder).threads(threads).build()));
        }
        assertEquals(
                Sources.read(lines(folder).interleave(5).build()),
                Sources.read(lines(folder).interleave(5).threads(3).build()));
    }

    @Test
    void anErrorComesBehindTheSameDocumentsForAnyNumberOfThreads(@TempDir Path folder) throws IOException {
        byte[] whole = Sources.gzip(String.join("\n", lines("line ", 200_000)).getBytes(UTF_8));
        Files.write(folder.resolve("a"), "first".getBytes(UTF_8));
        Files.write(folder.resolve("b"), Arrays.copyOf(whole, whole.length - 100));
        List<String> outcomes = new ArrayList<>();
        for (int threads : new int[] {1, 2, 4}) {
            try (DocumentReader reader = lines(folder).threads(threads).build().open()) {
                CorruptInputException e = assertThrows(CorruptInputException.class, () -> Sources.read(reader));
                outcomes.add(reader.documents() + " " + e.getMessage());
            }
        }
        assertEquals(1, new HashSet<>(outcomes).size(), outcomes::toString);
    }

    @Test
    void aReaderThatReadsAheadCanBeClosedAtAnyTime(@TempDir Path folder) throws IOException {
        for (int i = 0; i < 20; i++) {
            write(folder.resolve("f" + i), lines("x", 50_000));
        }
        for (int read : new int[] {0, 1, 60_000}) {
            DocumentReader reader = lines(folder).threads(4).build().open();
            for (int i = 0; i < read; i++) {
                reader.next();
            }
            reader.close();
            assertThrows(IllegalStateException.class, reader::next);
        }
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tokenwright-reader"))
                .allMatch(TextSourceTest::ends));
    }

    private static boolean ends(Thread thread) {
        try {
            return thread.join(java.time.Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void documentsHaveTheWeightOfTheirSource(@TempDir Path folder) throws IOException {
        write(folder.resolve("a"), List.of("a"));
        write(folder.resolve("b"), List.of("b"));
        TextSource source = TextSource.builder()
                .format(TextFormat.LINES)
                .path(folder.resolve("a"))
                .weight(3)
                .path(folder.resolve("b"))
                .weight(1)
                .path(folder.resolve("a"))
                .build();
        List<String> read = new ArrayList<>();
        try (DocumentReader reader = source.open()) {
            for (Document document = reader.next(); document != null; document = reader.next()) {
                read.add(document.text() + document.weight());
            }
        }
        assertEquals(List.of("a1", "b3", "a1"), read);
    }

    private static List<String> sample(List<String> lines, double from, double to, long seed) throws IOException {
        return Sources.texts(source(lines).sample(from, to, seed).build());
    }

    private static TextSource.Builder source(List<String> lines) {
        return Sources.of(lines.stream().map(line -> line + "\n").collect(Collectors.joining()))
                .format(TextFormat.LINES);
    }

    private static TextSource.Builder lines(Path folder) {
        return TextSource.builder().path(folder).format(TextFormat.LINES);
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.write(file, lines);
    }

    private static List<String> lines(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}
