package org.tokenwright.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.boundary.punkt.PunktFormats;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.embeddings.sentence.StaticModelBuilder;
import org.tokenwright.embeddings.tensors.NpyFile;
import org.tokenwright.embeddings.tensors.TensorType;
import org.tokenwright.text.TextFormat;
import org.tokenwright.tokenizers.formats.TiktokenFormat;

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
    void segmenter() {
        SegmenterBenchmark benchmark = new SegmenterBenchmark();
        benchmark.file = file;
        benchmark.prepare();
        assertEquals(200 * 15, benchmark.segment());
        benchmark.rule = "hat";
        assertEquals(200 * 13, benchmark.segment());
    }

    @Test
    void lucene() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LuceneComparison(1, 1, new PrintStream(out, true, UTF_8))
                .compare(Documents.of(Path.of(file)), Set.of(), 400);
        List<String> rows = out.toString(UTF_8).lines().toList();
        assertEquals(13, rows.size());
        assertTrue(rows.get(1).startsWith("StandardTokenizer"), rows.get(1));
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
    void packing() {
        PackingBenchmark benchmark = new PackingBenchmark();
        benchmark.documents = 1000;
        benchmark.prepare();
        assertEquals(1000, benchmark.plan().documents());
    }

    @Test
    void encoding() throws IOException {
        EncodingBenchmark benchmark = new EncodingBenchmark();
        benchmark.file = file;
        benchmark.prepare();
        assertEquals(benchmark.encodeWarm(), benchmark.encodeCold());
        assertArrayEquals(TEXT.getBytes(UTF_8), benchmark.decode());
    }

    @Test
    void comparison() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        EncodingComparison comparison = new EncodingComparison(0, new PrintStream(printed, true, UTF_8));
        comparison.compare("cl100k_base", List.of(Path.of(file)));
        Path model = folder.resolve("a.model");
        TiktokenFormat.load("r50k_base").save(model);
        comparison.time(model, List.of(Path.of(file)));
        String report = printed.toString(UTF_8);
        assertTrue(report.contains("cl100k_base, text: 2800 ids"), report);
        assertTrue(report.contains("two threads"), report);
    }

    @Test
    void sentences() {
        SentenceBenchmark benchmark = new SentenceBenchmark();
        benchmark.file = file;
        benchmark.prepare();
        assertEquals(200, benchmark.chars());
        assertEquals(200, benchmark.utf8());
        assertEquals(200, benchmark.breakIterator());
    }

    @Test
    void sentenceComparison() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data/sbd"));
        Path golden = Files.createDirectories(folder.resolve("golden/sbd"));
        String annotated =
                "{\"id\": \"en:1\", \"text\": \"Dr. Reed came. He left.\\n\", \"ends_u16\": [14, 23]}\n".repeat(50);
        for (String name : List.of(
                "legal-en-scotus",
                "legal-en-cyber-crime",
                "legal-en-bva",
                "ud-en-ewt-test",
                "bio-en-craft",
                "golden-rules",
                "ud-de-gsd-test")) {
            Files.writeString(data.resolve(name + ".jsonl"), annotated);
        }
        PunktModel model = PunktModel.builder().abbreviation("dr").build();
        PunktFormats.writeJson(model, golden.resolve("nltk-english-params.json"));
        Path json = golden.resolve("nupunkt-params-full.json.gz");
        PunktFormats.writeJson(model, json); // read by content, not by name
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new SentenceComparison(folder, 0, 1, new PrintStream(printed, true, UTF_8)).compare();
        String report = printed.toString(UTF_8);
        assertTrue(report.contains("1.000*"), report);
        assertTrue(report.contains("ud-de-gsd"), report);
        assertTrue(report.lines().filter(line -> line.startsWith("OpenNLP")).count() == 4, report);
        assertTrue(report.lines().anyMatch(line -> line.matches("NUPUNKT, nupunkt's( +1\\.000 ?){7}")), report);
    }

    @Test
    void passageComparison() throws Exception {
        String annotated = ("{\"id\": \"en:1\", \"text\": \"See 410 U.S. 113 (1973) and what was said of it there. \","
                        + " \"starts_u16\": [0], \"ends_u16\": [54]}\n")
                .repeat(50);
        for (String name : List.of("scotus", "cyber-crime", "bva")) {
            Files.writeString(folder.resolve("legal-en-" + name + ".jsonl"), annotated);
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new PassageComparison(folder, SentenceComparison.LEGAL, 0, new PrintStream(printed, true, UTF_8)).compare();
        String report = printed.toString(UTF_8);
        assertTrue(report.contains("passages of 128 tokens; 0 sentences have more"), report);
        assertTrue(report.lines().anyMatch(line -> line.matches("ours, general +150 .* 0 +0\\.0 % .*")), report);
        assertEquals(
                List.of(new PassageSplitter.Piece(4, 23)), PassageComparison.citations("See 410 U.S. 113 (1973) and"));
    }

    @Test
    void pursuit() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, PursuitComparison.run(new PrintStream(out, true, UTF_8), 20, 20, 600, 32, 8, 2));
        assertTrue(
                out.toString(UTF_8).startsWith("20 targets, 600 anchors of dimension 32, k 8: "), out.toString(UTF_8));
    }

    @Test
    void sentenceVectors() throws IOException {
        Path vectors = folder.resolve("vectors.npy");
        NpyFile.write(vectors, TensorType.F32, new long[] {3, 2}, new float[] {1, 2, 3, 4, 5, 6});
        Path model = folder.resolve("model");
        StaticModelBuilder.of(NpyFile.open(vectors).table()).write(model, List.of("it", "was", "times"), true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, UTF_8);
        assertTrue(SentenceVectorsComparison.run(print, model, Path.of(file), 0.01) > 0);
        assertTrue(
                out.toString(UTF_8).startsWith("200 sentences of 52 characters, dimension 2: "), out.toString(UTF_8));
        Path sample = folder.resolve("sample");
        SampleStaticModel.write(Files.readAllLines(Path.of(file)), sample);
        assertTrue(SentenceVectorsComparison.run(print, sample, Path.of(file), 0.01) > 0);
        assertTrue(out.toString(UTF_8).contains("dimension 256: "), out.toString(UTF_8));
    }
}
