package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.TokenStreamToAutomaton;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.payloads.PayloadHelper;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PayloadAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.tests.analysis.ValidatingTokenFilter;
import org.apache.lucene.util.BytesRef;
import org.tokenwright.lucene.TestTexts;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.formats.LoadOptions;

public class TokenwrightTokenizerTest extends BaseTokenStreamTestCase {
    private static final int ROUNDS = 1000;
    private static final TokenModel BPE = TokenModel.of(TestTexts.BPE);
    private static final TokenModel BOUNDLESS = TokenModel.of(TestTexts.BOUNDLESS);

    private record Token(String term, int start, int end, int increment, int length, int id) {}

    private static Analyzer analyzer(TokenModel model, TokenOptions options) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                return new TokenStreamComponents(new TokenwrightTokenizer(model, options));
            }
        };
    }

    private static List<Token> tokens(TokenModel model, TokenOptions options, String text) throws IOException {
        try (Analyzer analyzer = analyzer(model, options);
                TokenStream stream = analyzer.tokenStream("f", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            PositionIncrementAttribute increment = stream.addAttribute(PositionIncrementAttribute.class);
            PositionLengthAttribute length = stream.addAttribute(PositionLengthAttribute.class);
            TokenIdAttribute id = stream.addAttribute(TokenIdAttribute.class);
            List<Token> tokens = new ArrayList<>();
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(new Token(
                        term.toString(),
                        offset.startOffset(),
                        offset.endOffset(),
                        increment.getPositionIncrement(),
                        length.getPositionLength(),
                        id.id()));
            }
            stream.end();
            assertEquals(text.length(), offset.endOffset());
            return tokens;
        }
    }

    private static TokenModel named(String name) throws IOException {
        return TokenModel.load(name, LoadOptions.NONE);
    }

    /** Ids and offsets are those of the tokenizer itself. */
    private static void assertSame(BpeModel model, String text) throws IOException {
        Encoding expected = model.tokenizer().encode(text, SpecialTokenPolicy.IGNORE, OffsetUnit.UTF16);
        List<Token> tokens = tokens(TokenModel.of(model), TokenOptions.DEFAULT.withTrim(false), text);
        assertEquals(text, expected.size(), tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            assertEquals(expected.id(i), token.id());
            assertEquals(expected.start(i), token.start());
            assertEquals(expected.end(i), token.end());
        }
    }

    public void testIdsAndOffsetsAreTheTokenizers() throws IOException {
        for (String text : TestTexts.DOCS.subList(0, 50)) {
            assertSame(TestTexts.BPE, text);
            assertSame(TestTexts.BOUNDLESS, text);
        }
        assertSame(TestTexts.BPE, "z\u00DF\u6C34\uD83C\uDF4C e\u0301 \u00A0\uD83D\uDE00\uD83D\uDE00");
    }

    public void testLongTextIsReadInParts() throws IOException {
        String text = String.join("\n", TestTexts.DOCS);
        assertTrue(text.length() > 20 * (1 << 14));
        assertSame(TestTexts.BPE, text);
        assertSame(TestTexts.BOUNDLESS, text);
        assertSame(TestTexts.BPE, text.replace("e", "\u00E9").replace("tion", "\uD83D\uDE00"));
    }

    public void testTextWithoutCutsTakesBoundedMemory() throws IOException {
        TokenModel unicode = named("canine");
        assertEquals(3, tokens(unicode, TokenOptions.DEFAULT, "a\uD83D\uDE00b").size());
        for (String unit : List.of("a", "\u6C34", "\uD83D\uDE00", "ab ")) {
            String text = unit.repeat(1_500_000);
            StringReader reader = new StringReader(text);
            Parts parts = BPE.borrow(true, false);
            parts.begin(reader, false);
            int tokens = 0;
            while (parts.next(reader)) {
                assertTrue(parts.size + " bytes", parts.size <= EncodedParts.MAX_PART);
                for (int i = 0; i < parts.count; i++) {
                    parts.describe(i);
                    tokens++;
                }
            }
            assertEquals(text.length(), parts.chars);
            assertTrue(tokens > 0);
        }
    }

    public void testWhiteSpaceIsTrimmed() throws IOException {
        for (Token token : tokens(BPE, TokenOptions.DEFAULT, "  the  question \u00A0 of\n\n\nthe \t question  ")) {
            assertEquals(token.term(), token.term().strip().replace("\u00A0", ""));
            assertEquals(token.term().length(), token.end() - token.start());
        }
        assertTrue(tokens(BPE, TokenOptions.DEFAULT, " \n \t ").isEmpty());
        assertTrue(tokens(BPE, TokenOptions.DEFAULT, "").isEmpty());
    }

    public void testPrefixSpaceGivesTheFirstWordItsTokens() throws IOException {
        TokenOptions options = TokenOptions.DEFAULT.withPrefixSpace(true);
        List<Token> inside = tokens(BPE, TokenOptions.DEFAULT, "say question");
        List<Token> first = tokens(BPE, options, "question");
        assertEquals(
                inside.get(inside.size() - 1).id(), first.get(first.size() - 1).id());
        assertEquals(0, first.get(0).start());
        assertEquals(8, first.get(first.size() - 1).end());
        List<Token> spaced = tokens(BPE, options, " question");
        assertEquals(first.get(0).id(), spaced.get(0).id());
        assertEquals(1, spaced.get(0).start());
        List<Token> kept = tokens(BPE, options.withTrim(false), "question");
        assertEquals(0, kept.get(0).start());
    }

    public void testBytesOfCharactersHaveTermsOfTheirOwn() throws IOException {
        List<Token> tokens = tokens(named("bytes"), TokenOptions.DEFAULT, "a\u00E9\uEE41 \uD83D\uDE00");
        assertEquals(
                List.of("a", "\uEEC3", "\uEEA9", "\uEEEE", "\uEEB9", "\uEE81", "\uEEF0", "\uEE9F", "\uEE98", "\uEE80"),
                tokens.stream().map(Token::term).toList());
        assertEquals(
                List.of(0, 1, 1, 2, 2, 2, 4, 4, 4, 4),
                tokens.stream().map(Token::start).toList());
        assertEquals(
                List.of(1, 2, 2, 3, 3, 3, 6, 6, 6, 6),
                tokens.stream().map(Token::end).toList());
    }

    public void testTermsDiffer() {
        byte[][] rows = {
            {'a'},
            {(byte) 0xC3},
            {(byte) 0xC3, 'a'},
            "\uEEC3".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "\uEEC3a".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "\u00C3".getBytes(java.nio.charset.StandardCharsets.UTF_8)
        };
        List<String> terms = Arrays.stream(rows)
                .map(row -> {
                    char[] target = new char[row.length];
                    return new String(target, 0, Terms.write(row, 0, row.length, target));
                })
                .toList();
        assertEquals(rows.length, terms.stream().distinct().count());
    }

    public void testUnpairedSurrogatesAreReplaced() throws IOException {
        List<Token> tokens = tokens(named("canine"), TokenOptions.DEFAULT, "a\uD83Db\uDE00\uD83D");
        assertEquals(
                List.of("a", "\uFFFD", "b", "\uFFFD", "\uFFFD"),
                tokens.stream().map(Token::term).toList());
        assertEquals(List.of(0, 1, 2, 3, 4), tokens.stream().map(Token::start).toList());
    }

    public void testSpecialTokensAreTextUnlessAllowed() throws IOException {
        String text = "so" + TestTexts.SPECIAL + "so";
        int id = Objects.requireNonNull(TestTexts.BPE.specialTokens().ids().get(TestTexts.SPECIAL));
        assertTrue(tokens(BPE, TokenOptions.DEFAULT, text).stream().noneMatch(token -> token.id() == id));
        List<Token> tokens = tokens(BPE, TokenOptions.DEFAULT.withSpecial(true), text);
        Token special =
                tokens.stream().filter(token -> token.id() == id).findFirst().orElseThrow();
        assertEquals(TestTexts.SPECIAL, special.term());
        assertEquals(2, special.start());
        try (Analyzer analyzer = analyzer(BPE, TokenOptions.DEFAULT.withSpecial(true));
                TokenStream stream = analyzer.tokenStream("f", text)) {
            TokenIdAttribute attribute = stream.addAttribute(TokenIdAttribute.class);
            TypeAttribute type = stream.addAttribute(TypeAttribute.class);
            int specials = 0;
            stream.reset();
            while (stream.incrementToken()) {
                specials += attribute.isSpecial() ? 1 : 0;
                assertEquals(attribute.isSpecial() ? "special" : "word", type.type());
                assertEquals(attribute.isSpecial() ? TokenKind.SPECIAL : TokenKind.TEXT, attribute.kind());
            }
            stream.end();
            assertEquals(1, specials);
        }
    }

    public void testIdsAsPayloadAndType() throws IOException {
        for (TokenOptions.IdPlace place : TokenOptions.IdPlace.values()) {
            try (Analyzer analyzer = analyzer(
                            BOUNDLESS, TokenOptions.DEFAULT.withIds(place).withGraph(true));
                    TokenStream stream = analyzer.tokenStream("f", TestTexts.DOCS.get(0))) {
                TokenIdAttribute id = stream.addAttribute(TokenIdAttribute.class);
                PayloadAttribute payload = stream.addAttribute(PayloadAttribute.class);
                TypeAttribute type = stream.addAttribute(TypeAttribute.class);
                stream.reset();
                while (stream.incrementToken()) {
                    assertTrue(id.id() >= 0);
                    BytesRef bytes = payload.getPayload();
                    if (place == TokenOptions.IdPlace.PAYLOAD) {
                        assertEquals(id.id(), PayloadHelper.decodeInt(bytes.bytes, bytes.offset));
                    } else {
                        assertNull(bytes);
                    }
                    assertEquals(place == TokenOptions.IdPlace.TYPE ? String.valueOf(id.id()) : "word", type.type());
                }
                stream.end();
            }
        }
    }

    public void testKeywordsAreNotStemmed() throws IOException {
        for (boolean keyword : new boolean[] {false, true}) {
            try (Analyzer analyzer = new Analyzer() {
                @Override
                protected TokenStreamComponents createComponents(String field) {
                    TokenwrightTokenizer tokenizer = new TokenwrightTokenizer(
                            TokenModel.segments("words"), TokenOptions.DEFAULT.withKeyword(keyword));
                    return new TokenStreamComponents(tokenizer, new PorterStemFilter(tokenizer));
                }
            }) {
                assertAnalyzesTo(
                        analyzer,
                        "running dogs",
                        keyword ? new String[] {"running", "dogs"} : new String[] {"run", "dog"});
            }
        }
    }

    public void testMaxTokens() throws IOException {
        String text = TestTexts.DOCS.get(3);
        List<Token> all = tokens(BPE, TokenOptions.DEFAULT.withTrim(false), text);
        for (int most : new int[] {1, 2, 7, all.size() - 1, all.size(), all.size() + 1}) {
            List<Token> some = tokens(BPE, TokenOptions.DEFAULT.withTrim(false).withMaxTokens(most), text);
            assertEquals(all.subList(0, Math.min(most, all.size())), some);
        }
        IllegalArgumentException e =
                expectThrows(IllegalArgumentException.class, () -> TokenOptions.DEFAULT.withMaxTokens(0));
        assertEquals("the most tokens are 0, expected 1 or more", e.getMessage());
    }

    public void testSuperwordsHaveTheirWordsBesideThem() throws IOException {
        TokenOptions options = TokenOptions.DEFAULT.withPrefixSpace(true);
        List<Token> plain = tokens(BOUNDLESS, options, "all of the house");
        Token superword = plain.stream()
                .filter(token -> token.term().contains(" "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(plain));
        List<Token> graph = tokens(BOUNDLESS, options.withGraph(true), "all of the house");
        int at = graph.indexOf(new Token(
                superword.term(),
                superword.start(),
                superword.end(),
                1,
                superword.term().split(" ", -1).length,
                superword.id()));
        assertTrue(graph.toString(), at >= 0);
        int start = superword.start();
        for (String word : superword.term().split(" ", -1)) {
            Token token = graph.get(++at);
            assertEquals(word, token.term());
            assertEquals(start, token.start());
            assertEquals(start + word.length(), token.end());
            assertEquals(start == superword.start() ? 0 : 1, token.increment());
            assertTrue(token.id() >= 0);
            start += word.length() + 1;
        }
    }

    public void testOffsetsUnderCharFilters() throws IOException {
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        map.add("ae", "\u00E4");
        map.add("\u00DF", "ssss");
        NormalizeCharMap built = map.build();
        for (TokenModel model : List.of(BPE, BOUNDLESS, named("byt5"), TokenModel.segments("uax29"))) {
            try (Analyzer mapped = new Analyzer() {
                @Override
                protected TokenStreamComponents createComponents(String field) {
                    boolean graph = model == BOUNDLESS;
                    return new TokenStreamComponents(
                            new TokenwrightTokenizer(model, TokenOptions.DEFAULT.withGraph(graph)));
                }

                @Override
                protected java.io.Reader initReader(String field, java.io.Reader reader) {
                    CharFilter html = new HTMLStripCharFilter(reader);
                    return new MappingCharFilter(built, html);
                }
            }) {
                checkRandomData(random(), mapped, 100, 200);
                checkAnalysisConsistency(
                        random(), mapped, false, "<p>aerial of the stra\u00DFe &amp; of the <b>house</b> &#x20;</p>");
            }
        }
        try (Analyzer analyzer = new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                return new TokenStreamComponents(
                        new TokenwrightTokenizer(TokenModel.segments("words"), TokenOptions.DEFAULT));
            }

            @Override
            protected java.io.Reader initReader(String field, java.io.Reader reader) {
                return new HTMLStripCharFilter(reader);
            }
        }) {
            assertAnalyzesTo(
                    analyzer, "<b>one</b> two", new String[] {"one", "two"}, new int[] {3, 11}, new int[] {10, 14});
        }
    }

    private static void checkRandom(TokenModel model, TokenOptions options, int rounds) throws IOException {
        try (Analyzer analyzer = analyzer(model, options)) {
            Random random = random();
            checkRandomData(random, analyzer, rounds, 20);
            checkRandomData(random, analyzer, rounds / 50, 8192);
        }
    }

    public void testRandomTextBpe() throws IOException {
        checkRandom(BPE, TokenOptions.DEFAULT, ROUNDS);
        checkRandom(BPE, TokenOptions.DEFAULT.withTrim(false).withPrefixSpace(true), ROUNDS / 5);
    }

    public void testRandomTextBoundless() throws IOException {
        checkRandom(BOUNDLESS, TokenOptions.DEFAULT.withGraph(true).withPrefixSpace(true), ROUNDS);
        checkRandom(BOUNDLESS, TokenOptions.DEFAULT.withGraph(true).withTrim(false), ROUNDS / 5);
    }

    public void testRandomTextBytes() throws IOException {
        checkRandom(named("byt5"), TokenOptions.DEFAULT.withIds(TokenOptions.IdPlace.PAYLOAD), ROUNDS / 2);
    }

    public void testRandomTextCodePoints() throws IOException {
        checkRandom(named("canine"), TokenOptions.DEFAULT.withSpecial(true), ROUNDS / 5);
    }

    public void testRandomTextSegments() throws IOException {
        for (String name : List.of("words", "spacebyte", "uax29", "hat", "tfree", "bytes:3", "characters:2")) {
            checkRandom(TokenModel.segments(name), TokenOptions.DEFAULT, ROUNDS / 5);
            checkRandom(TokenModel.segments(name), TokenOptions.DEFAULT.withTrim(false), ROUNDS / 10);
        }
    }

    public void testRandomRealText() throws IOException {
        try (Analyzer analyzer = analyzer(BOUNDLESS, TokenOptions.DEFAULT.withGraph(true))) {
            for (String text : TestTexts.DOCS.subList(0, 20)) {
                checkAnalysisConsistency(random(), analyzer, random().nextBoolean(), text);
            }
        }
    }

    public void testGraphsAreValid() throws IOException {
        for (String text : TestTexts.DOCS.subList(20, 60)) {
            try (Analyzer analyzer = new Analyzer() {
                        @Override
                        protected TokenStreamComponents createComponents(String field) {
                            TokenwrightTokenizer tokenizer =
                                    new TokenwrightTokenizer(BOUNDLESS, TokenOptions.DEFAULT.withGraph(true));
                            return new TokenStreamComponents(
                                    tokenizer, new ValidatingTokenFilter(tokenizer, "superwords"));
                        }
                    };
                    TokenStream stream = analyzer.tokenStream("f", text)) {
                assertTrue(new TokenStreamToAutomaton().toAutomaton(stream).getNumStates() > 1);
            }
        }
    }

    public void testLongSegmentsAreCut() throws IOException {
        for (String unit : List.of("a", "\u6C34", "\uD83D\uDE00")) {
            int bytes = unit.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            String text = unit.repeat(100_000 / bytes);
            List<Token> tokens = tokens(TokenModel.segments("words"), TokenOptions.DEFAULT, text);
            StringBuilder all = new StringBuilder();
            for (Token token : tokens) {
                assertEquals(all.length(), token.start());
                all.append(token.term());
                assertEquals(all.length(), token.end());
            }
            assertEquals(text, all.toString());
            assertTrue(tokens.size() >= 100_000 / SegmentedParts.MAX_SEGMENT);
        }
    }

    public void testSegmentersHaveNoIds() {
        IllegalArgumentException e = expectThrows(
                IllegalArgumentException.class,
                () -> new TokenwrightTokenizer(TokenModel.segments("words"), TokenOptions.DEFAULT.withSpecial(true)));
        assertTrue(e.getMessage(), String.valueOf(e.getMessage()).startsWith("the segmenter words has no ids"));
    }
}
