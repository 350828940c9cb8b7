package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.BytesRef;
import org.tokenwright.lucene.TestTexts;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.bpe.BpeModel;

public class TokenwrightAnalyzerTest extends BaseTokenStreamTestCase {
    private static final TokenModel BPE = TokenModel.of(TestTexts.BPE);
    private static final TokenModel BOUNDLESS = TokenModel.of(TestTexts.BOUNDLESS);

    private static TokenwrightAnalyzer lowerCase(TokenModel model) {
        return TokenwrightAnalyzer.builder(model)
                .options(TokenOptions.DEFAULT.withGraph(true).withPrefixSpace(true))
                .lowerCase(true)
                .build();
    }

    public void testLowerCase() throws IOException {
        try (Analyzer lower = lowerCase(BOUNDLESS);
                Analyzer asIs = TokenwrightAnalyzer.builder(BOUNDLESS)
                        .options(TokenOptions.DEFAULT.withPrefixSpace(true))
                        .build()) {
            assertAnalyzesTo(
                    lower,
                    "OF The",
                    new String[] {"of the", "of", "the"},
                    new int[] {0, 0, 3},
                    new int[] {6, 2, 6},
                    null,
                    new int[] {1, 0, 1},
                    new int[] {2, 1, 1});
            assertAnalyzesTo(asIs, "of the", new String[] {"of the"});
        }
    }

    private static String read(Reader reader, int atOnce) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] chars = new char[atOnce];
        for (int count = reader.read(chars, 0, atOnce); count >= 0; count = reader.read(chars, 0, atOnce)) {
            text.append(chars, 0, count);
        }
        return text.toString();
    }

    /** Gives as many chars as it likes. */
    private static Reader fitful(String text) {
        return new StringReader(text) {
            @Override
            public int read(char[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, 1 + random().nextInt(3)));
            }
        };
    }

    public void testLowerCaseIsThatOfCodePoints() throws IOException {
        for (int i = 0; i < 500; i++) {
            String text = i % 2 == 0
                    ? TestUtil.randomUnicodeString(random(), 40)
                    : TestUtil.randomSimpleString(random(), 10) + "\uD801\uDC00\uD801".repeat(1 + i % 7) + "\u0130";
            StringBuilder expected = new StringBuilder();
            text.codePoints().map(Character::toLowerCase).forEach(expected::appendCodePoint);
            assertEquals(expected.toString(), read(new LowerCaseCharFilter(fitful(text)), 1 + random().nextInt(5)));
        }
        String longText = "\uD801\uDC00A".repeat(10_000);
        StringWriter lower = new StringWriter();
        try (Reader reader = new LowerCaseCharFilter(new StringReader("x" + longText))) {
            reader.transferTo(lower);
        }
        assertEquals("x" + "\uD801\uDC28a".repeat(10_000), lower.toString());
    }

    public void testNormalize() throws IOException {
        BpeModel composed = BpeModel.builder(
                        TestTexts.BPE.vocabulary(), TestTexts.BPE.merges(), TestTexts.BPE.pretokenizer())
                .normalization(Normalization.NFC)
                .build();
        try (Analyzer lower = lowerCase(BPE);
                Analyzer asIs = TokenwrightAnalyzer.builder(BPE).build();
                Analyzer composing = lowerCase(TokenModel.of(composed));
                Analyzer segments = TokenwrightAnalyzer.builder(TokenModel.segments("words"))
                        .build()) {
            assertEquals(new BytesRef("quest"), lower.normalize("f", "Quest"));
            assertEquals(new BytesRef("Quest"), asIs.normalize("f", "Quest"));
            assertEquals(new BytesRef("\u00E9t"), composing.normalize("f", "E\u0301t"));
            assertEquals(new BytesRef("e\u0301t"), lower.normalize("f", "E\u0301t"));
            assertEquals(new BytesRef("E\u0301t"), segments.normalize("f", "E\u0301t"));
        }
    }

    public void testRandomText() throws IOException {
        try (Analyzer analyzer = lowerCase(BOUNDLESS)) {
            checkRandomData(random(), analyzer, 200, 40);
            checkRandomData(random(), analyzer, 5, 8192);
            for (String text : TestTexts.DOCS.subList(0, 10)) {
                checkAnalysisConsistency(random(), analyzer, random().nextBoolean(), text);
            }
        }
    }

    private static List<String> terms(Analyzer analyzer, String text) throws IOException {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("f", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        }
        return terms;
    }

    public void testThreadsShareAnAnalyzer() throws Exception {
        List<String> texts = TestTexts.DOCS.subList(0, 60);
        try (Analyzer analyzer = lowerCase(BOUNDLESS);
                ExecutorService executor = Executors.newFixedThreadPool(4)) {
            List<List<String>> expected = new ArrayList<>();
            for (String text : texts) {
                expected.add(terms(analyzer, text));
            }
            List<Future<List<List<String>>>> found = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                found.add(executor.submit(() -> {
                    List<List<String>> all = new ArrayList<>();
                    for (String text : texts) {
                        all.add(terms(analyzer, text));
                    }
                    return all;
                }));
            }
            for (Future<List<List<String>>> each : found) {
                assertEquals(expected, each.get());
            }
        }
    }

    public void testOptionsThatTheModelCannotFollowAreRefused() {
        TokenwrightAnalyzer.Builder builder =
                TokenwrightAnalyzer.builder(TokenModel.segments("words")).options(TokenOptions.DEFAULT.withGraph(true));
        IllegalArgumentException e = expectThrows(IllegalArgumentException.class, builder::build);
        assertTrue(
                e.getMessage(),
                String.valueOf(e.getMessage())
                        .startsWith("the segmenter words has no ids, special tokens and superwords; found "));
    }

    private static void index(IndexWriter writer, String text) throws IOException {
        Document document = new Document();
        document.add(new TextField("text", text, Field.Store.NO));
        writer.addDocument(document);
    }

    public void testModelIsKeptWithTheIndex() throws IOException {
        try (Directory directory = newDirectory();
                TokenwrightAnalyzer analyzer = lowerCase(BPE)) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                writer.setLiveCommitData(Map.of("other", "1").entrySet());
                ModelFingerprints.record(writer, "text", analyzer.model());
                ModelFingerprints.record(writer, "title", BOUNDLESS);
                index(writer, TestTexts.DOCS.get(0));
            }
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                ModelFingerprints.record(writer, "text", TokenModel.of(TestTexts.BPE));
                index(writer, TestTexts.DOCS.get(1));
                IllegalArgumentException e = expectThrows(
                        IllegalArgumentException.class, () -> ModelFingerprints.record(writer, "text", BOUNDLESS));
                assertEquals(
                        "the terms of the field text were made by the model " + BPE.fingerprint()
                                + ", found a BPE model with the fingerprint " + BOUNDLESS.fingerprint(),
                        e.getMessage());
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                assertEquals(2, reader.numDocs());
                Map<String, String> data = new HashMap<>(reader.getIndexCommit().getUserData());
                assertEquals("1", data.get("other"));
                ModelFingerprints.check(reader, "text", BPE);
                ModelFingerprints.check(reader, "title", BOUNDLESS);
                IllegalArgumentException e = expectThrows(
                        IllegalArgumentException.class, () -> ModelFingerprints.check(reader, "text", BOUNDLESS));
                assertTrue(e.getMessage(), String.valueOf(e.getMessage()).contains(BPE.fingerprint()));
                e = expectThrows(IllegalArgumentException.class, () -> ModelFingerprints.check(reader, "body", BPE));
                assertTrue(
                        e.getMessage(),
                        String.valueOf(e.getMessage())
                                .endsWith(String.format(
                                        Locale.ROOT,
                                        " does not say which model made the terms of the field body, expected %s",
                                        BPE.fingerprint())));
            }
        }
    }
}
