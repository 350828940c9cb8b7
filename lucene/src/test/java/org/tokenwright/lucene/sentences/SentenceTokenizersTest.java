package org.tokenwright.lucene.sentences;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.SentenceAttribute;
import org.apache.lucene.analysis.util.FilesystemResourceLoader;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.ClasspathResourceLoader;
import org.tokenwright.boundary.Language;
import org.tokenwright.boundary.Newlines;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.Spans;
import org.tokenwright.boundary.charboundary.CharBoundaryDetector;
import org.tokenwright.boundary.charboundary.CharBoundaryModels;
import org.tokenwright.boundary.punkt.PunktDetector;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.boundary.punkt.PunktProfile;
import org.tokenwright.tokenizers.Tokenizers;

public class SentenceTokenizersTest extends BaseTokenStreamTestCase {
    private static final int ROUNDS = 1000;
    private static final SentenceDetector PUNKT =
            PunktDetector.of(PunktModel.of(Language.ENGLISH), PunktProfile.NUPUNKT);
    private static final SentenceDetector FOREST =
            CharBoundaryDetector.of(CharBoundaryModels.named("general")).withNewlines(Newlines.BLANK_LINE);
    private static final String TEXT =
            "Dr. Smith went home. He was tired!\n\nThe end came at 5 p.m. on Monday. \"Why?\" she asked.";

    private interface Maker {
        Tokenizer make(AttributeFactory factory);
    }

    private static Analyzer analyzer(Maker maker) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                return new TokenStreamComponents(maker.make(newAttributeFactory()));
            }
        };
    }

    private static Analyzer sentences(SentenceDetector detector, int most) {
        return analyzer(factory -> new TokenwrightSentenceTokenizer(factory, detector, most));
    }

    private static Analyzer words(SentenceDetector detector, int most) {
        return analyzer(
                factory -> new TokenwrightSentenceWordTokenizer(factory, detector, StandardTokenizer::new, most));
    }

    private static Analyzer passages(SentenceDetector detector, int tokens, int overlap) throws IOException {
        Passages passages =
                Passages.of(detector, Tokenizers.load("bytes"), tokens).withOverlap(overlap);
        return analyzer(factory -> new TokenwrightPassageTokenizer(factory, passages));
    }

    private static Map<String, String> args(String... pairs) {
        Map<String, String> args = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            args.put(pairs[i], pairs[i + 1]);
        }
        return args;
    }

    public void testSentencesAreThoseOfTheDetector() throws IOException {
        for (SentenceDetector detector : List.of(PUNKT, FOREST)) {
            Spans expected = detector.detect(TEXT).trimmed();
            try (Analyzer analyzer = sentences(detector, 1000);
                    TokenStream stream = analyzer.tokenStream("f", TEXT)) {
                CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
                OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
                SentenceAttribute index = stream.addAttribute(SentenceAttribute.class);
                stream.reset();
                for (int i = 0; i < expected.size(); i++) {
                    assertTrue(stream.incrementToken());
                    assertEquals(TEXT.substring(expected.start(i), expected.end(i)), term.toString());
                    assertEquals(expected.start(i), offset.startOffset());
                    assertEquals(expected.end(i), offset.endOffset());
                    assertEquals(i, index.getSentenceIndex());
                }
                assertFalse(stream.incrementToken());
                stream.end();
                assertEquals(TEXT.length(), offset.endOffset());
            }
        }
    }

    public void testLongSentenceIsCut() throws IOException {
        try (Analyzer analyzer = sentences(PUNKT, 20)) {
            assertAnalyzesTo(
                    analyzer,
                    " one two three four, five six seven. ",
                    new String[] {"one two three four,", "five six seven."},
                    new int[] {1, 21},
                    new int[] {20, 36});
        }
    }

    public void testMemoryIsBounded() throws IOException {
        Reader endless = new Reader() {
            private long left = 3_000_000;

            @Override
            public int read(char[] buffer, int from, int length) {
                int count = (int) Math.min(left, length);
                Arrays.fill(buffer, from, from + count, 'x');
                left -= count;
                return count == 0 ? -1 : count;
            }

            @Override
            public void close() {}
        };
        try (Tokenizer tokenizer = new TokenwrightSentenceTokenizer(PUNKT)) {
            tokenizer.setReader(endless);
            CharTermAttribute term = tokenizer.addAttribute(CharTermAttribute.class);
            tokenizer.reset();
            int sum = 0;
            while (tokenizer.incrementToken()) {
                assertTrue(term.length() <= TokenwrightSentenceTokenizer.MAX_LENGTH);
                sum += term.length();
            }
            tokenizer.end();
            assertEquals(3_000_000, sum);
        }
    }

    public void testWordsKnowTheirSentence() throws IOException {
        String text = "Dr. Smith went. He slept! ... Ok.";
        try (Analyzer analyzer = words(PUNKT, 1000);
                TokenStream stream = analyzer.tokenStream("f", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            SentenceAttribute index = stream.addAttribute(SentenceAttribute.class);
            List<String> found = new ArrayList<>();
            stream.reset();
            while (stream.incrementToken()) {
                found.add(index.getSentenceIndex() + " " + term);
                assertEquals(term.toString(), text.substring(offset.startOffset(), offset.endOffset()));
            }
            stream.end();
            assertEquals(text.length(), offset.endOffset());
            Spans spans = PUNKT.detect(text).trimmed();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < spans.size(); i++) {
                for (String word : text.substring(spans.start(i), spans.end(i)).split("[ .!]+", -1)) {
                    if (!word.isEmpty()) {
                        expected.add(i + " " + word);
                    }
                }
            }
            assertEquals(expected, found);
        }
    }

    public void testOffsetsUnderCharFilters() throws IOException {
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        map.add("\u00DF", "ss");
        map.add("&amp;", "&");
        String text = "<b>Gro\u00DF &amp; klein.</b> <i>Then</i> more.";
        try (Analyzer analyzer = new Analyzer() {
            @Override
            protected Reader initReader(String field, Reader reader) {
                CharFilter html = new HTMLStripCharFilter(reader);
                return new MappingCharFilter(map.build(), html);
            }

            @Override
            protected TokenStreamComponents createComponents(String field) {
                return new TokenStreamComponents(new TokenwrightSentenceTokenizer(PUNKT));
            }
        }) {
            assertAnalyzesTo(
                    analyzer,
                    text,
                    new String[] {"Gross & klein.", "Then more."},
                    new int[] {text.indexOf("Gro"), text.indexOf("Then")},
                    new int[] {text.indexOf(".</b>") + 5, text.length()});
        }
    }

    public void testRandomData() throws IOException {
        for (SentenceDetector detector : List.of(PUNKT, FOREST)) {
            for (int most : new int[] {10_922, 16}) {
                try (Analyzer sentences = sentences(detector, most)) {
                    checkRandomData(random(), sentences, ROUNDS / 2);
                    checkRandomData(random(), sentences, 20, 8192);
                }
                try (Analyzer words = words(detector, most)) {
                    checkRandomData(random(), words, ROUNDS / 2);
                    checkRandomData(random(), words, 20, 8192);
                }
                try (Analyzer passages = passages(detector, most, 0)) {
                    checkRandomData(random(), passages, ROUNDS / 2);
                    checkRandomData(random(), passages, 20, 8192);
                }
                try (Analyzer overlapping = passages(detector, 10 * most, 1)) {
                    checkRandomData(random(), overlapping, ROUNDS / 2);
                    checkRandomData(random(), overlapping, 20, 8192);
                }
            }
        }
    }

    public void testAnalysisIsConsistent() throws IOException {
        try (Analyzer sentences = sentences(FOREST, 1000);
                Analyzer words = words(FOREST, 1000);
                Analyzer passages = passages(FOREST, 60, 1)) {
            for (boolean careful : new boolean[] {true, false}) {
                checkAnalysisConsistency(random(), sentences, careful, TEXT);
                checkAnalysisConsistency(random(), words, careful, TEXT);
                checkAnalysisConsistency(random(), passages, careful, TEXT);
            }
        }
    }

    public void testStreamIsReusedAfterHalfAText() throws IOException {
        for (Tokenizer tokenizer : List.of(
                new TokenwrightSentenceTokenizer(PUNKT),
                new TokenwrightSentenceWordTokenizer(newAttributeFactory(), PUNKT, WhitespaceTokenizer::new, 1000),
                new TokenwrightPassageTokenizer(Passages.of(PUNKT, Tokenizers.load("bytes"), 30)))) {
            CharTermAttribute term = tokenizer.addAttribute(CharTermAttribute.class);
            tokenizer.setReader(new StringReader(TEXT));
            tokenizer.reset();
            assertTrue(tokenizer.incrementToken());
            tokenizer.close();
            tokenizer.setReader(new StringReader("New."));
            tokenizer.reset();
            assertTrue(tokenizer.incrementToken());
            assertEquals("New.", term.toString());
            assertFalse(tokenizer.incrementToken());
            tokenizer.end();
            tokenizer.close();
        }
    }

    public void testFoundByName() throws IOException {
        try (Analyzer analyzer = CustomAnalyzer.builder()
                .withTokenizer("tokenwrightSentence", "sentences", "legal", "newlines", "every-line")
                .build()) {
            assertAnalyzesTo(analyzer, "See Roe v. Wade, 410 U.S. 113.\nIt held so.", new String[] {
                "See Roe v. Wade, 410 U.S. 113.", "It held so."
            });
        }
        try (Analyzer analyzer = CustomAnalyzer.builder()
                .withTokenizer("tokenwrightSentenceWord", "language", "german", "words", "whitespace")
                .build()) {
            assertAnalyzesTo(
                    analyzer, "Am 3. Mai z.B. kam er. Ja.", new String[] {"Am", "3.", "Mai", "z.B.", "kam", "er.", "Ja."
                    });
        }
        try (Analyzer analyzer = CustomAnalyzer.builder()
                .withTokenizer("tokenwrightPassage", "model", "bytes", "maxTokens", "18", "overlap", "1")
                .build()) {
            assertAnalyzesTo(
                    analyzer,
                    "Aaaa. Bbbb. Cccc. Dddd.",
                    new String[] {"Aaaa. Bbbb. Cccc.", "Cccc. Dddd."},
                    new int[] {0, 12},
                    new int[] {17, 23});
        }
        assertTrue(TokenizerFactory.availableTokenizers().contains("tokenwrightSentence"));
    }

    public void testModelOfAFile() throws IOException {
        Path folder = createTempDir();
        PunktModel.of(Language.ENGLISH).withAbbreviations(List.of("abcd")).save(folder.resolve("own.punkt"));
        CharBoundaryModels.named("general").save(folder.resolve("own.charboundary"));
        for (String file : List.of("own.punkt", "own.charboundary")) {
            TokenwrightSentenceTokenizerFactory factory =
                    new TokenwrightSentenceTokenizerFactory(args("sentences", file, "maxLength", "50"));
            factory.inform(new FilesystemResourceLoader(folder, new ClasspathResourceLoader(getClass())));
            try (Tokenizer tokenizer = factory.create(newAttributeFactory())) {
                tokenizer.setReader(new StringReader("It is so. But not here."));
                assertTokenStreamContents(tokenizer, new String[] {"It is so.", "But not here."});
            }
        }
    }

    public void testWrongArguments() {
        assertFails("Unknown parameters: {bogus=1}", "tokenwrightSentence", "bogus", "1");
        assertFails("Unknown parameters: {bogus=1}", "tokenwrightSentenceWord", "bogus", "1");
        assertFails("Unknown parameters: {bogus=1}", "tokenwrightPassage", "model", "bytes", "bogus", "1");
        assertFails("Configuration Error: missing parameter 'model'", "tokenwrightPassage");
        assertFails("Unknown parameters: {x=1}", "tokenwrightSentenceWord", "words", "whitespace", "words.x", "1");
        assertFails(
                "newlines is \"no\", expected one of ignore, blank-line, every-line, detect",
                "tokenwrightSentence",
                "newlines",
                "no");
        assertFails("threshold is \"high\", expected a number", "tokenwrightSentence", "threshold", "high");
        TokenwrightSentenceTokenizerFactory rules = new TokenwrightSentenceTokenizerFactory(args("rules", "nupunkt"));
        assertEquals(
                "no model is loaded: inform(ResourceLoader) has not been called",
                expectThrows(IllegalStateException.class, () -> rules.create(newAttributeFactory()))
                        .getMessage());
        assertEquals(
                "rules is nupunkt, which is not for models of CharBoundary",
                expectThrows(
                                IllegalArgumentException.class,
                                () -> rules.inform(new ClasspathResourceLoader(getClass())))
                        .getMessage());
        expectThrows(UnsupportedOperationException.class, TokenwrightSentenceTokenizerFactory::new);
        expectThrows(UnsupportedOperationException.class, TokenwrightSentenceWordTokenizerFactory::new);
        expectThrows(UnsupportedOperationException.class, TokenwrightPassageTokenizerFactory::new);
    }

    private static void assertFails(String message, String name, String... pairs) {
        IllegalArgumentException failure =
                expectThrows(IllegalArgumentException.class, () -> TokenizerFactory.forName(name, args(pairs)));
        boolean found = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            found |= String.valueOf(cause.getMessage()).contains(message);
        }
        assertTrue(failure + ", expected " + message, found);
    }
}
