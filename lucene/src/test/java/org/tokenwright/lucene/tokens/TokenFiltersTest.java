package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.TokenStreamToAutomaton;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.tests.analysis.MockGraphTokenFilter;
import org.apache.lucene.tests.analysis.MockTokenizer;
import org.apache.lucene.tests.analysis.ValidatingTokenFilter;
import org.apache.lucene.util.CharsRef;
import org.tokenwright.lucene.TestTexts;

public class TokenFiltersTest extends BaseTokenStreamTestCase {
    private static final int ROUNDS = 1000;
    private static final TokenModel BPE = TokenModel.of(TestTexts.BPE);
    private static final TokenModel BOUNDLESS = TokenModel.of(TestTexts.BOUNDLESS);

    @FunctionalInterface
    private interface Source {
        Tokenizer make();
    }

    private static Analyzer analyzer(Source source, UnaryOperator<TokenStream> chain) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer tokenizer = source.make();
                return new TokenStreamComponents(tokenizer, chain.apply(tokenizer));
            }
        };
    }

    private static TokenStream subwords(TokenStream words, boolean preserveOriginal) {
        return new TokenwrightSubwordFilter(words, BPE, true, preserveOriginal, false);
    }

    private static TokenStream superwords(TokenStream words) {
        return new TokenwrightSuperwordFilter(words, BOUNDLESS, true);
    }

    /** Terms with "+increment" and "*length" where these are not 1. */
    private static List<String> show(Analyzer analyzer, String text) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("f", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute increment = stream.addAttribute(PositionIncrementAttribute.class);
            PositionLengthAttribute length = stream.addAttribute(PositionLengthAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term
                        + (increment.getPositionIncrement() == 1 ? "" : "+" + increment.getPositionIncrement())
                        + (length.getPositionLength() == 1 ? "" : "*" + length.getPositionLength()));
            }
            stream.end();
        }
        return tokens;
    }

    public void testSubwordsOfWords() throws IOException {
        try (Analyzer alone = analyzer(WhitespaceTokenizer::new, words -> subwords(words, false));
                Analyzer beside = analyzer(WhitespaceTokenizer::new, words -> subwords(words, true))) {
            assertEquals(List.of("the", "question"), show(alone, "the question"));
            assertEquals(List.of("the", "question"), show(beside, "the question"));
            List<String> parts = show(alone, "zebras");
            assertTrue(parts.toString(), parts.size() > 1);
            assertEquals("zebras", String.join("", parts));
            List<String> graph = show(beside, "the zebras question");
            List<String> expected = new ArrayList<>(List.of("the", "zebras*" + parts.size(), parts.get(0) + "+0"));
            expected.addAll(parts.subList(1, parts.size()));
            expected.add("question");
            assertEquals(expected, graph);
            List<int[]> offsets = new ArrayList<>();
            int at = 4;
            for (String part : parts) {
                offsets.add(new int[] {at, at + part.length()});
                at += part.length();
            }
            assertAnalyzesTo(
                    alone,
                    "    zebras",
                    parts.toArray(String[]::new),
                    offsets.stream().mapToInt(pair -> pair[0]).toArray(),
                    offsets.stream().mapToInt(pair -> pair[1]).toArray());
        }
    }

    public void testSubwordsOfSynonymsMakeAGraph() throws IOException {
        SynonymMap.Builder builder = new SynonymMap.Builder();
        builder.add(
                new CharsRef("zebras"),
                SynonymMap.Builder.join(
                        new String[] {"striped", "horses"}, new org.apache.lucene.util.CharsRefBuilder()),
                true);
        SynonymMap synonyms = builder.build();
        for (boolean preserve : new boolean[] {false, true}) {
            try (Analyzer plain = analyzer(WhitespaceTokenizer::new, words -> subwords(words, preserve));
                    Analyzer analyzer = analyzer(
                            WhitespaceTokenizer::new,
                            words -> new ValidatingTokenFilter(
                                    subwords(new SynonymGraphFilter(words, synonyms, true), preserve), "end"))) {
                Set<String> expected = new HashSet<>();
                for (String text : List.of("the zebras of", "the striped horses of")) {
                    expected.addAll(paths(plain, text));
                }
                assertEquals(expected, paths(analyzer, "the zebras of"));
            }
        }
    }

    private static Set<String> paths(Analyzer analyzer, String text) throws IOException {
        try (TokenStream stream = analyzer.tokenStream("f", text)) {
            Set<String> strings = new HashSet<>();
            org.apache.lucene.util.automaton.Automaton automaton = new TokenStreamToAutomaton().toAutomaton(stream);
            automaton = org.apache.lucene.util.automaton.Operations.removeDeadStates(automaton);
            for (org.apache.lucene.util.IntsRef path :
                    org.apache.lucene.tests.util.automaton.AutomatonTestUtil.getFiniteStringsRecursive(automaton, -1)) {
                StringBuilder string = new StringBuilder();
                for (int i = 0; i < path.length; i++) {
                    string.append((char) path.ints[path.offset + i]);
                }
                strings.add(string.toString());
            }
            return strings;
        }
    }

    public void testSubwordKeywordsAreNotStemmed() throws IOException {
        try (Analyzer analyzer = analyzer(
                WhitespaceTokenizer::new,
                words -> new PorterStemFilter(new TokenwrightSubwordFilter(words, BPE, true, false, true)))) {
            assertEquals(List.of("questions"), show(analyzer, "questions"));
        }
    }

    public void testSuperwordsOfWords() throws IOException {
        try (Analyzer analyzer = analyzer(StandardTokenizer::new, words -> superwords(new LowerCaseFilter(words)))) {
            assertEquals(List.of("all", "of", "of the+0*2", "the", "zebras"), show(analyzer, "All OF The zebras"));
            assertEquals(List.of("of", "of the+0*2", "the"), show(analyzer, "of the"));
            assertEquals(List.of("of"), show(analyzer, "of"));
        }
    }

    public void testSuperwordsDoNotSpanGaps() throws IOException {
        CharArraySet stop = new CharArraySet(List.of("very"), true);
        try (Analyzer analyzer = analyzer(StandardTokenizer::new, words -> superwords(new StopFilter(words, stop)))) {
            assertEquals(List.of("of", "the+2", "of", "of the+0*2", "the"), show(analyzer, "of very the of the"));
        }
    }

    public void testSuperwordsAreAllThatTheVocabularyHas() throws IOException {
        Set<String> expected = new HashSet<>();
        for (int id = 0; id < TestTexts.BOUNDLESS.vocabulary().idBound(); id++) {
            String token = new String(
                            TestTexts.BOUNDLESS.vocabulary().bytes(id), java.nio.charset.StandardCharsets.UTF_8)
                    .strip();
            if (token.matches("[a-zA-Z]+( [a-zA-Z]+)+")) {
                expected.add(token.toLowerCase(Locale.ROOT));
            }
        }
        assertTrue(expected.size() > 100);
        try (Analyzer analyzer = analyzer(WhitespaceTokenizer::new, words -> superwords(new LowerCaseFilter(words)))) {
            for (String text : TestTexts.DOCS.subList(0, 100)) {
                String[] words = text.toLowerCase(Locale.ROOT).split("\\s+", -1);
                List<String> wanted = new ArrayList<>();
                for (int i = 0; i < words.length; i++) {
                    wanted.add(words[i]);
                    StringBuilder joined = new StringBuilder(words[i]);
                    for (int j = i + 1; j < Math.min(words.length, i + 12); j++) {
                        joined.append(' ').append(words[j]);
                        if (expected.contains(joined.toString())) {
                            wanted.add(joined + "+0*" + 0);
                        }
                    }
                }
                List<String> found = show(analyzer, text.toLowerCase(Locale.ROOT)).stream()
                        .filter(token -> !token.contains("'") && !token.contains("-"))
                        .map(token -> token.replaceAll("\\*[0-9]+", "").replaceAll("\\+0$", "+0*0"))
                        .toList();
                wanted.removeIf(token -> token.contains("'") || token.contains("-"));
                assertEquals(wanted, found);
            }
        }
    }

    private void checkRandom(Analyzer analyzer, int rounds) throws IOException {
        Random random = random();
        checkRandomData(random, analyzer, rounds, 30);
        checkRandomData(random, analyzer, rounds / 50, 4096);
        for (String text : TestTexts.DOCS.subList(0, 10)) {
            checkAnalysisConsistency(random, analyzer, random.nextBoolean(), text);
        }
    }

    public void testRandomTextSubwords() throws IOException {
        for (boolean preserve : new boolean[] {false, true}) {
            try (Analyzer analyzer = analyzer(
                    () -> new MockTokenizer(MockTokenizer.WHITESPACE, false), words -> subwords(words, preserve))) {
                checkRandom(analyzer, ROUNDS);
            }
            try (Analyzer analyzer = analyzer(KeywordTokenizer::new, words -> subwords(words, preserve))) {
                checkRandom(analyzer, ROUNDS / 5);
            }
        }
    }

    public void testRandomTextSuperwords() throws IOException {
        try (Analyzer analyzer =
                analyzer(() -> new MockTokenizer(MockTokenizer.SIMPLE, true), TokenFiltersTest::superwords)) {
            checkRandom(analyzer, ROUNDS);
        }
    }

    public void testRandomGraphs() throws IOException {
        for (int i = 0; i < 3; i++) {
            long seed = random().nextLong();
            boolean preserve = random().nextBoolean();
            try (Analyzer analyzer = analyzer(
                    () -> new MockTokenizer(MockTokenizer.WHITESPACE, false),
                    words -> new ValidatingTokenFilter(
                            superwords(subwords(
                                    new ValidatingTokenFilter(new MockGraphTokenFilter(new Random(seed), words), "in"),
                                    preserve)),
                            "end"))) {
                checkRandom(analyzer, ROUNDS / 10);
            }
        }
    }

    /** Our components in random order among some of Lucene's. */
    public void testRandomChains() throws IOException {
        for (int round = 0; round < 12; round++) {
            Random random = random();
            int source = random.nextInt(5);
            long seed = random.nextLong();
            int filters = 1 + random.nextInt(4);
            try (Analyzer analyzer = analyzer(
                    () -> switch (source) {
                        case 0 -> new StandardTokenizer();
                        case 1 -> new MockTokenizer(MockTokenizer.WHITESPACE, false);
                        case 2 -> new TokenwrightTokenizer(BOUNDLESS, TokenOptions.DEFAULT.withGraph(true));
                        case 3 -> new TokenwrightTokenizer(BPE, TokenOptions.DEFAULT.withTrim(false));
                        default -> new TokenwrightTokenizer(TokenModel.segments("uax29"), TokenOptions.DEFAULT);
                    },
                    words -> chain(words, new Random(seed), filters))) {
                checkRandomData(random, analyzer, 60, 40);
                for (String text : TestTexts.DOCS.subList(0, 3)) {
                    checkAnalysisConsistency(random, analyzer, random.nextBoolean(), text);
                }
            }
        }
    }

    private static TokenStream chain(TokenStream words, Random random, int filters) {
        TokenStream stream = words;
        for (int i = 0; i < filters; i++) {
            TokenStream inner = stream;
            stream = switch (random.nextInt(7)) {
                case 0 -> new LowerCaseFilter(inner);
                case 1 -> new ASCIIFoldingFilter(inner);
                case 2 -> new PorterStemFilter(inner);
                case 3 ->
                    new FilteringTokenFilter(inner) {
                        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

                        @Override
                        protected boolean accept() {
                            return term.length() != 2;
                        }
                    };
                case 4 -> subwords(inner, false);
                case 5 -> subwords(inner, true);
                default -> superwords(inner);
            };
        }
        return stream;
    }

    public void testSegmentersHaveNoSubwords() {
        IllegalArgumentException e = expectThrows(
                IllegalArgumentException.class,
                () -> new TokenwrightSubwordFilter(
                        new WhitespaceTokenizer(), TokenModel.segments("words"), true, false, false));
        assertEquals("the segmenter words has no ids, expected a model of tokens", e.getMessage());
    }
}
