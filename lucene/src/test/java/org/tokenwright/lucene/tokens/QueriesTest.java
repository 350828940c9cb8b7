package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.spans.SpanNearQuery;
import org.apache.lucene.queries.spans.SpanQuery;
import org.apache.lucene.queries.spans.SpanTermQuery;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.suggest.InputIterator;
import org.apache.lucene.search.suggest.Lookup.LookupResult;
import org.apache.lucene.search.suggest.analyzing.AnalyzingSuggester;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.tokenwright.lucene.TestTexts;

/**
 * Queries over an index of real text, of which each component made a field, against the field of its words.
 *
 * <p>Subwords say less than words do: a query finds all texts that the words find, and those in which its last word goes on. Where
 * there is a term for each word, the hits are the same.
 */
public class QueriesTest extends LuceneTestCase {
    private static final int DOCS = 120;
    private static final int QUERIES = 20;

    /** Fields with a term for each word, whatever else they have. */
    private static final List<String> EXACT = List.of("superwords", "segments");

    /** Fields whose terms say where words begin. */
    private static final List<String> BEGUN = List.of("bpe", "graph");

    /** Fields whose terms are parts of words. */
    private static final List<String> PARTS = List.of("subwords", "beside", "trimmed");

    private static final List<String> TEXTS = TestTexts.DOCS.subList(0, DOCS).stream()
            .map(text ->
                    text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip())
            .toList();
    private static final Map<String, Analyzer> ANALYZERS = new HashMap<>();

    private static Directory directory;
    private static DirectoryReader reader;
    private static Analyzer analyzer;

    private static Analyzer words(UnaryOperator<TokenStream> filter) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer tokenizer = new StandardTokenizer();
                return new TokenStreamComponents(tokenizer, filter.apply(new LowerCaseFilter(tokenizer)));
            }

            @Override
            protected TokenStream normalize(String field, TokenStream stream) {
                return new LowerCaseFilter(stream);
            }
        };
    }

    private static Analyzer tokens(TokenModel model, TokenOptions options) {
        return TokenwrightAnalyzer.builder(model)
                .options(options)
                .lowerCase(true)
                .build();
    }

    @BeforeClass
    public static void index() throws IOException {
        TokenModel bpe = TokenModel.of(TestTexts.BPE);
        TokenModel boundless = TokenModel.of(TestTexts.BOUNDLESS);
        TokenOptions begun = TokenOptions.DEFAULT.withTrim(false).withPrefixSpace(true);
        ANALYZERS.put("words", words(stream -> stream));
        ANALYZERS.put("superwords", words(stream -> new TokenwrightSuperwordFilter(stream, boundless, true)));
        ANALYZERS.put("segments", tokens(TokenModel.segments("words"), TokenOptions.DEFAULT));
        ANALYZERS.put("bpe", tokens(bpe, begun));
        ANALYZERS.put("graph", tokens(boundless, begun.withGraph(true)));
        ANALYZERS.put(
                "trimmed",
                tokens(boundless, TokenOptions.DEFAULT.withPrefixSpace(true).withGraph(true)));
        ANALYZERS.put("subwords", words(stream -> new TokenwrightSubwordFilter(stream, bpe, true, false, false)));
        ANALYZERS.put("beside", words(stream -> new TokenwrightSubwordFilter(stream, bpe, true, true, false)));
        analyzer = new PerFieldAnalyzerWrapper(ANALYZERS.get("words"), ANALYZERS);
        directory = newDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (String text : TEXTS) {
                Document document = new Document();
                for (String field : ANALYZERS.keySet()) {
                    document.add(new TextField(field, text, Field.Store.YES));
                }
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        reader = DirectoryReader.open(directory);
    }

    /** Lucene's runner wants nothing large to be left in fields. */
    @AfterClass
    @SuppressWarnings("NullAway")
    public static void close() throws IOException {
        IOUtils.close(reader, directory, analyzer);
        IOUtils.close(ANALYZERS.values());
        ANALYZERS.clear();
        reader = null;
        directory = null;
        analyzer = null;
    }

    private static Set<Integer> hits(Query query) throws IOException {
        Set<Integer> found = new TreeSet<>();
        for (ScoreDoc hit : new IndexSearcher(reader).search(query, DOCS).scoreDocs) {
            found.add(hit.doc);
        }
        return found;
    }

    private static Query parse(String field, String query) {
        QueryParser parser = new QueryParser(field, analyzer);
        parser.setAllowLeadingWildcard(true);
        try {
            return parser.parse(query);
        } catch (ParseException e) {
            throw new AssertionError(query, e);
        }
    }

    private static Set<Integer> texts(Predicate<String> wanted) {
        Set<Integer> found = new TreeSet<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            if (wanted.test(TEXTS.get(i))) {
                found.add(i);
            }
        }
        return found;
    }

    private static void assertBetween(String message, Set<Integer> least, Set<Integer> found, Set<Integer> most) {
        assertTrue(message + ": " + found + ", expected all of " + least, found.containsAll(least));
        assertTrue(message + ": " + found + ", expected none but " + most, most.containsAll(found));
    }

    /** Some words that follow each other in a text. */
    private static String phrase(Random random, int words) {
        String[] all = TEXTS.get(random.nextInt(DOCS)).split(" ", -1);
        int from = random.nextInt(all.length - words);
        return String.join(" ", List.of(all).subList(from, from + words));
    }

    private static void checkPhrase(String phrase) throws IOException {
        String query = '"' + phrase.toUpperCase(Locale.ROOT) + '"';
        Set<Integer> expected = hits(parse("words", query));
        assertEquals(phrase, texts(text -> (" " + text + " ").contains(" " + phrase + " ")), expected);
        for (String field : EXACT) {
            assertEquals(field + " " + phrase, expected, hits(parse(field, query)));
        }
        Set<Integer> begun = texts(text -> (" " + text).contains(" " + phrase));
        for (String field : BEGUN) {
            assertBetween(field + " " + phrase, expected, hits(parse(field, query)), begun);
        }
        Set<Integer> parts = texts(text -> text.replace(" ", "").contains(phrase.replace(" ", "")));
        for (String field : PARTS) {
            assertBetween(field + " " + phrase, expected, hits(parse(field, query)), parts);
        }
    }

    public void testPhrases() throws IOException {
        for (String phrase : List.of("of the", "the european parliament", "member states", "in order to")) {
            checkPhrase(phrase);
        }
        for (int i = 0; i < QUERIES; i++) {
            checkPhrase(phrase(random(), 1 + random().nextInt(5)));
        }
    }

    private static Query near(String field, String prefix, String[] words, int slop, boolean inOrder) {
        SpanQuery[] clauses = new SpanQuery[words.length];
        for (int i = 0; i < words.length; i++) {
            clauses[i] = new SpanTermQuery(new Term(field, prefix + words[i]));
        }
        return new SpanNearQuery(clauses, slop, inOrder);
    }

    public void testSpans() throws IOException {
        for (int i = 0; i < QUERIES; i++) {
            String[] words = phrase(random(), 2 + random().nextInt(2)).split(" ", -1);
            int slop = random().nextInt(4);
            boolean inOrder = random().nextBoolean();
            Set<Integer> expected = hits(near("words", "", words, slop, inOrder));
            for (String field : EXACT) {
                assertEquals(
                        field + " " + String.join(" ", words) + " slop " + slop,
                        expected,
                        hits(near(field, "", words, slop, inOrder)));
            }
        }
    }

    public void testSpansOfTheWordsOfSuperwords() throws IOException {
        for (String phrase : List.of("of the", "in the", "that the", "on the", "to the")) {
            String[] words = phrase.split(" ", -1);
            Set<Integer> expected = hits(near("words", "", words, 0, true));
            assertFalse(phrase, expected.isEmpty());
            assertBetween(
                    phrase,
                    expected,
                    hits(near("graph", " ", words, 0, true)),
                    texts(text -> text.matches(".*\\b" + String.join("[a-z]* ", words) + ".*")));
        }
    }

    public void testSuperwordsAreTerms() throws IOException {
        Set<Integer> expected = hits(parse("words", "\"of the\""));
        assertTrue(expected.size() > 10);
        assertEquals(expected, hits(new TermQuery(new Term("superwords", "of the"))));
        Set<Integer> found = hits(new TermQuery(new Term("trimmed", "of the")));
        assertFalse(found.isEmpty());
        assertTrue(expected.containsAll(found));
    }

    public void testWords() throws IOException {
        for (int i = 0; i < QUERIES; i++) {
            String word = phrase(random(), 1);
            Set<Integer> expected = hits(new TermQuery(new Term("words", word)));
            for (String field : EXACT) {
                assertEquals(field + " " + word, expected, hits(new TermQuery(new Term(field, word))));
            }
            assertTrue(word, hits(new TermQuery(new Term("beside", word))).containsAll(expected));
        }
    }

    public void testPrefixesAndWildcards() throws IOException {
        for (int i = 0; i < QUERIES; i++) {
            String word = phrase(random(), 1);
            String start = word.substring(0, 1 + random().nextInt(word.length()));
            checkWildcard(start.toUpperCase(Locale.ROOT) + "*", "\\b" + start);
            if (start.length() > 1) {
                checkWildcard("?" + start.substring(1).toUpperCase(Locale.ROOT) + "*", "\\b[a-z]" + start.substring(1));
            }
        }
    }

    private static void checkWildcard(String query, String regex) throws IOException {
        Set<Integer> expected = hits(parse("words", query));
        Pattern pattern = Pattern.compile(regex);
        assertEquals(query, texts(text -> pattern.matcher(text).find()), expected);
        for (String field : EXACT) {
            assertEquals(field + " " + query, expected, hits(parse(field, query)));
        }
        Set<Integer> beside = hits(parse("beside", query));
        assertTrue(query, beside.containsAll(expected));
        Set<Integer> begun = hits(parse("bpe", "\\ " + query));
        assertTrue(query, expected.containsAll(begun));
    }

    public void testPrefixOfAFrequentWord() throws IOException {
        Set<Integer> expected = texts(text -> text.contains("parliament"));
        for (String field : BEGUN) {
            assertEquals(field, expected, hits(parse(field, "\\ PARLIAM*")));
        }
        assertEquals(expected, hits(parse("trimmed", "Parliam*")));
    }

    private static String[] snippets(String field, Query query) throws IOException {
        IndexSearcher searcher = new IndexSearcher(reader);
        TopDocs hits = searcher.search(query, 10, org.apache.lucene.search.Sort.INDEXORDER);
        return UnifiedHighlighter.builder(searcher, analyzer).build().highlight(field, query, hits, 2);
    }

    public void testHighlightedWords() throws IOException {
        for (int i = 0; i < QUERIES / 4; i++) {
            String word = phrase(random(), 1);
            String[] expected = snippets("words", new TermQuery(new Term("words", word)));
            for (String field : EXACT) {
                assertArrayEquals(field, expected, snippets(field, new TermQuery(new Term(field, word))));
            }
        }
    }

    public void testHighlightedPhrases() throws IOException {
        for (int i = 0; i < QUERIES / 4; i++) {
            String phrase = phrase(random(), 2 + random().nextInt(2));
            for (String field : List.of("words", "superwords", "segments", "bpe", "graph", "trimmed", "subwords")) {
                String[] snippets = snippets(field, parse(field, '"' + phrase + '"'));
                assertTrue(snippets.length > 0);
                for (String snippet : snippets) {
                    String squeezed = snippet.replaceAll("[^a-z<>/]", "").replaceAll("</b><b>", "");
                    String wanted = phrase.replace(" ", "");
                    String shown = field + ", " + phrase + ": " + snippet;
                    assertTrue(shown, squeezed.contains("<b>" + wanted + "</b>"));
                }
            }
        }
    }

    private static Set<String> suggestions(AnalyzingSuggester suggester, String typed) throws IOException {
        Set<String> found = new TreeSet<>();
        for (LookupResult result : suggester.lookup(typed, false, QUERIES)) {
            found.add(result.key.toString());
        }
        return found;
    }

    public void testSuggestions() throws IOException {
        Set<String> known = new TreeSet<>();
        while (known.size() < QUERIES) {
            known.add(phrase(random(), 2 + random().nextInt(3)));
        }
        Map<String, AnalyzingSuggester> suggesters = new HashMap<>();
        try (Directory temporary = newDirectory()) {
            for (String field : List.of("words", "superwords", "segments", "bpe", "trimmed", "subwords", "beside")) {
                Analyzer made = ANALYZERS.get(field);
                AnalyzingSuggester suggester = new AnalyzingSuggester(temporary, field, made, made, 0, 256, -1, true);
                Iterator<BytesRef> phrases = known.stream().map(BytesRef::new).iterator();
                suggester.build(
                        new InputIterator.InputIteratorWrapper(() -> phrases.hasNext() ? phrases.next() : null));
                suggesters.put(field, suggester);
            }
            AnalyzingSuggester plain = Objects.requireNonNull(suggesters.get("words"));
            for (String phrase : known) {
                String typed = phrase.substring(0, 1 + random().nextInt(phrase.length()));
                Set<String> expected = suggestions(plain, typed);
                assertTrue(expected.contains(phrase));
                for (Map.Entry<String, AnalyzingSuggester> each : suggesters.entrySet()) {
                    String message = each.getKey() + " \"" + typed + '"';
                    if (!each.getKey().equals("bpe") || !typed.endsWith(" ")) {
                        assertEquals(message, expected, suggestions(each.getValue(), typed));
                    }
                }
            }
        }
    }
}
