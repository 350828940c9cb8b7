package org.tokenwright.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.TextFormat;

/** Calls every benchmark once, on a small text. */
class BenchmarksTest {
    private static final String TEXT = "It was the best of times, it was the worst of times.\n".repeat(200);

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void writeText() throws IOException {
        file = Files.writeString(folder.resolve("text"), TEXT).toString();
    }

    @Test
    void reader() throws IOException {
        ReaderBenchmark benchmark = new ReaderBenchmark();
        benchmark.file = file;
        benchmark.prepare();
        assertEquals(TEXT.length() - 200, benchmark.read());
        benchmark.format = TextFormat.JSONL;
        benchmark.file = "";
        benchmark.prepare();
        assertTrue(benchmark.read() > 9_000_000);
    }

    @Test
    void pretokenizer() {
        PretokenizerBenchmark benchmark = new PretokenizerBenchmark();
        benchmark.file = file;
        benchmark.prepare();
        assertEquals(200 * 14, benchmark.scan());
        assertEquals(200 * 14, benchmark.javaRegex());
    }

    @Test
    void vocabulary() {
        VocabularyBenchmark benchmark = new VocabularyBenchmark();
        benchmark.prepare();
        long sum = benchmark.vocabulary();
        assertEquals(sum, benchmark.hashMap());
        assertEquals(sum, benchmark.hashMapFromBytes());
        assertEquals(sum, benchmark.fastutilMap());
    }

    @Test
    void training() throws IOException {
        TrainingBenchmark benchmark = new TrainingBenchmark();
        benchmark.file = file;
        benchmark.size = 270;
        benchmark.prepare();
        assertEquals(270, benchmark.bpe().vocabulary().size());
        assertTrue(benchmark.boundless().vocabulary().size() > 256);
    }

    @Test
    void encoding() throws IOException {
        EncodingBenchmark benchmark = new EncodingBenchmark();
        benchmark.file = file;
        benchmark.prepare();
        assertEquals(benchmark.encodeWarm(), benchmark.encodeCold());
        assertArrayEquals(TEXT.getBytes(UTF_8), benchmark.decode());
    }
}
