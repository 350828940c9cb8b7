package org.tokenwright.lucene.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.fasttext.FastTextOptions;
import org.tokenwright.embeddings.fasttext.FastTextTrainer;
import org.tokenwright.embeddings.fasttext.WordVectors;
import org.tokenwright.embeddings.hashing.FloatTable;
import org.tokenwright.embeddings.hashing.FloretNgrams;
import org.tokenwright.embeddings.hashing.FloretVectors;
import org.tokenwright.embeddings.quantization.Metric;
import org.tokenwright.embeddings.quantization.ProductQuantizer;
import org.tokenwright.embeddings.sentence.StaticModel;
import org.tokenwright.embeddings.sentence.StaticModelBuilder;
import org.tokenwright.lucene.TestTexts;
import org.tokenwright.text.ProgressListener;

public class VectorsTest extends BaseTokenStreamTestCase {
    private static final int DIMENSION = 32;
    private static final int COUNT = 1000;
    private static final int HITS = 10;

    /** Vectors round 20 centres, of length 1, the same on every run. */
    private static float[][] vectors(int count, int dimension) {
        Random random = new Random(7);
        float[][] centres = new float[20][dimension];
        for (float[] centre : centres) {
            for (int i = 0; i < dimension; i++) {
                centre[i] = (float) random.nextGaussian();
            }
        }
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            float[] centre = centres[random.nextInt(centres.length)];
            for (int i = 0; i < dimension; i++) {
                vector[i] = centre[i] + (float) random.nextGaussian();
            }
            UnitVectors.of(vector);
        }
        return vectors;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    public void testRecallOfEachStorage() throws IOException {
        float[][] vectors = vectors(COUNT, DIMENSION);
        double[] least = {0.95, 0.93, 0.85, 0.55, 0.4};
        for (VectorStorage storage : VectorStorage.values()) {
            try (Directory directory = new ByteBuffersDirectory()) {
                try (IndexWriter writer = new IndexWriter(
                        directory, new IndexWriterConfig().setCodec(VectorStorage.codec(field -> storage)))) {
                    for (float[] vector : vectors) {
                        Document document = new Document();
                        document.add(new KnnFloatVectorField("v", vector, VectorSimilarityFunction.DOT_PRODUCT));
                        writer.addDocument(document);
                    }
                    writer.forceMerge(1);
                }
                try (IndexReader reader = DirectoryReader.open(directory)) {
                    double recall = recall(new IndexSearcher(reader), vectors);
                    assertTrue(
                            storage + " " + recall,
                            recall >= least[List.of(VectorStorage.values()).indexOf(storage)]);
                }
            }
        }
    }

    private static double recall(IndexSearcher searcher, float[][] vectors) throws IOException {
        int found = 0;
        for (int q = 0; q < 50; q++) {
            float[] query = vectors[q];
            List<Integer> nearest = IntStream.range(0, vectors.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -dot(vectors[i], query)))
                    .limit(HITS)
                    .toList();
            for (ScoreDoc hit : searcher.search(new KnnFloatVectorQuery("v", query, HITS), HITS).scoreDocs) {
                found += nearest.contains(hit.doc) ? 1 : 0;
            }
        }
        return found / 50.0 / HITS;
    }

    public void testMoreDimensionsThanLuceneTakes() throws IOException {
        float[][] vectors = vectors(20, 1500);
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(
                    directory, new IndexWriterConfig().setCodec(VectorStorage.codec(field -> VectorStorage.BYTES)))) {
                for (float[] vector : vectors) {
                    Document document = new Document();
                    document.add(new KnnFloatVectorField("v", vector, VectorSimilarityFunction.DOT_PRODUCT));
                    writer.addDocument(document);
                }
            }
            try (IndexReader reader = DirectoryReader.open(directory)) {
                assertEquals(
                        3,
                        new IndexSearcher(reader)
                                .search(new KnnFloatVectorQuery("v", vectors[3], 1), 1)
                                .scoreDocs[0]
                                .doc);
            }
        }
    }

    public void testStorageThatFits() {
        assertEquals(VectorStorage.FLOATS, VectorStorage.fitting(1000, 256, 1 << 24));
        assertEquals(VectorStorage.BYTES, VectorStorage.fitting(1000, 256, 450_000));
        assertEquals(VectorStorage.NIBBLES, VectorStorage.fitting(1000, 256, 300_000));
        assertEquals(VectorStorage.ONE_BIT, VectorStorage.fitting(1000, 256, 1));
        assertEquals(
                "dimension is 4097, expected 1 to 4096",
                expectThrows(IllegalArgumentException.class, () -> VectorStorage.BYTES.bytes(4097))
                        .getMessage());
    }

    public void testCodesAreRankedAsByBruteForce() throws IOException {
        float[][] vectors = vectors(COUNT, DIMENSION);
        float[] flat = new float[COUNT * DIMENSION];
        for (int i = 0; i < COUNT; i++) {
            System.arraycopy(vectors[i], 0, flat, i * DIMENSION, DIMENSION);
        }
        VectorTable table = FloatTable.of(DIMENSION, flat);
        ProductQuantizer quantizer =
                ProductQuantizer.trainer(8).bits(6).seed(1).threads(1).train(table);
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (int i = 0; i < COUNT; i++) {
                    Document document = new Document();
                    if (i % 7 != 3) {
                        document.add(QuantizedVectorSource.field("codes", quantizer, vectors[i]));
                    }
                    writer.addDocument(document);
                    if (i == COUNT / 2) {
                        writer.commit();
                    }
                }
            }
            try (IndexReader reader = DirectoryReader.open(directory)) {
                for (Metric metric : Metric.values()) {
                    assertOrder(new IndexSearcher(reader), quantizer, vectors, metric);
                }
            }
        }
    }

    private static void assertOrder(
            IndexSearcher searcher, ProductQuantizer quantizer, float[][] vectors, Metric metric) throws IOException {
        float[] query = vectors[11];
        byte[] code = new byte[quantizer.codeBytes()];
        float[] decoded = new float[DIMENSION];
        List<Double> values = new ArrayList<>();
        List<Integer> docs = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            quantizer.encode(vectors[i], 0, code, 0);
            quantizer.decode(code, 0, decoded, 0);
            values.add(nearness(query, decoded, metric));
            if (i % 7 != 3) {
                docs.add(i);
            }
        }
        docs.sort(Comparator.comparingDouble(doc -> -values.get(doc)));
        QuantizedVectorSource source = QuantizedVectorSource.of("codes", quantizer, query, metric);
        ScoreDoc[] sorted =
                searcher.search(MatchAllDocsQuery.INSTANCE, docs.size(), new Sort(source.getSortField(true))).scoreDocs;
        ScoreDoc[] rescored =
                searcher.search(source.rescore(MatchAllDocsQuery.INSTANCE, vectors.length), docs.size()).scoreDocs;
        assertEquals(
                docs.size(),
                Arrays.stream(sorted).map(hit -> hit.doc).distinct().count());
        for (int i = 0; i < docs.size(); i++) {
            double expected = values.get(docs.get(i));
            assertEquals(expected, values.get(sorted[i].doc), 1e-5);
            assertEquals(expected, values.get(rescored[i].doc), 1e-5);
        }
        assertEquals(source, QuantizedVectorSource.of("codes", quantizer, query, metric));
        assertFalse(source.equals(QuantizedVectorSource.of("other", quantizer, query, metric)));
    }

    /** Larger for what is nearer, from the definitions. */
    private static double nearness(float[] query, float[] vector, Metric metric) {
        return switch (metric) {
            case INNER_PRODUCT -> dot(query, vector);
            case COSINE -> dot(query, vector) / Math.sqrt(dot(query, query) * dot(vector, vector));
            case SQUARED_DISTANCE -> 2 * dot(query, vector) - dot(query, query) - dot(vector, vector);
        };
    }

    private static Analyzer analyzer(TermVectors vectors) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer words = new WhitespaceTokenizer();
                return new TokenStreamComponents(words, new DocumentVectorFilter(words, vectors));
            }
        };
    }

    public void testVectorOfATokenStream() throws IOException {
        Path file = createTempDir().resolve("words.vec");
        Files.writeString(file, "3 2\na 1 0\nb 0 1\nc -1 0\n");
        WordVectors words = WordVectors.load(file);
        try (Analyzer analyzer = analyzer(TermVectors.of(words))) {
            checkRandomData(random(), analyzer, 200);
            checkAnalysisConsistency(random(), analyzer, true, "a b c");
            TextVectors vectors = TextVectors.of(analyzer, "f", words.dimension());
            float half = (float) Math.sqrt(0.5);
            assertArrayEquals(new float[] {half, half}, vectors.vector("a x b"), 1e-6f);
            assertArrayEquals(new float[] {0, 1}, vectors.vector("b b"), 1e-6f);
            assertNull(vectors.vector("a c"));
            assertNull(vectors.field("f", "x"));
            assertTrue(vectors.query("f", "x", 3) instanceof MatchNoDocsQuery);
            assertEquals(new KnnFloatVectorQuery("f", new float[] {1, 0}, 3), vectors.query("f", "a a", 3));
        }
        try (Analyzer plain = new WhitespaceAnalyzer()) {
            assertEquals(
                    "the analyzer has no DocumentVectorFilter for the field f",
                    expectThrows(IllegalArgumentException.class, () -> TextVectors.of(plain, "f", 2))
                            .getMessage());
        }
    }

    public void testNearestAreThoseOfBruteForce() throws IOException {
        List<String> docs = TestTexts.DOCS.subList(0, 200);
        Path folder = createTempDir();
        List<String> words = docs.stream()
                .flatMap(doc -> Arrays.stream(doc.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        Random random = new Random(5);
        float[] components = new float[words.size() * 16];
        for (int i = 0; i < components.length; i++) {
            components[i] = (float) random.nextGaussian();
        }
        StaticModelBuilder.of(FloatTable.of(16, components)).write(folder.resolve("static"), words, true);
        StaticModel model = StaticModel.load(folder.resolve("static"));
        assertNearest(docs, TextVectors.of(model), text -> model.newEncoder().encode(text));

        Path corpus = folder.resolve("corpus");
        Files.write(corpus, docs);
        FastTextModel fastText = new FastTextTrainer(FastTextOptions.skipgram()
                        .dimension(16)
                        .epochs(1)
                        .buckets(1000)
                        .threads(1)
                        .build())
                .train(corpus, ProgressListener.NONE);
        assertNearest(docs, TextVectors.of(fastText), fastText::sentenceVector);
        try (Analyzer analyzer = analyzer(TermVectors.of(fastText))) {
            assertNearest(docs, TextVectors.of(analyzer, "f", 16), text -> sum(text, fastText::wordVector));
        }

        FloretVectors tables =
                FloretVectors.of(FloretNgrams.of(500, 3, 4, 2), FloatTable.of(16, Arrays.copyOf(components, 500 * 16)));
        try (Analyzer analyzer = analyzer(TermVectors.of(tables))) {
            assertNearest(docs, TextVectors.of(analyzer, "f", 16), text -> sum(text, tables::vector));
            checkRandomData(random(), analyzer, 50);
            assertNotNull(TextVectors.of(analyzer, "f", 16).vector("lone \ud83d surrogate"));
        }
    }

    private static float[] sum(String text, Function<String, float[]> vectors) {
        float[] sum = new float[16];
        for (String word : text.split(" ", -1)) {
            float[] vector = vectors.apply(word);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        return sum;
    }

    private static void assertNearest(List<String> docs, TextVectors vectors, Function<String, float[]> slow)
            throws IOException {
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (String doc : docs) {
                    Document document = new Document();
                    document.add(vectors.field("v", doc));
                    writer.addDocument(document);
                }
            }
            try (IndexReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                for (int q = 0; q < 20; q++) {
                    String query = docs.get(q).substring(0, docs.get(q).length() / 3);
                    double[] cosines = docs.stream()
                            .mapToDouble(doc -> nearness(slow.apply(query), slow.apply(doc), Metric.COSINE))
                            .toArray();
                    double[] best = Arrays.stream(cosines)
                            .map(cosine -> -cosine)
                            .sorted()
                            .toArray();
                    ScoreDoc[] hits = searcher.search(vectors.query("v", query, 50), HITS).scoreDocs;
                    assertEquals(HITS, hits.length);
                    for (int i = 0; i < HITS; i++) {
                        assertEquals(-best[i], cosines[hits[i].doc], 1e-5);
                    }
                }
            }
        }
    }
}
