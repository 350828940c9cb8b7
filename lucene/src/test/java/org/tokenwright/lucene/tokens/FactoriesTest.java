package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.AbstractAnalysisFactory;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.payloads.PayloadHelper;
import org.apache.lucene.analysis.tokenattributes.PayloadAttribute;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.util.ClasspathResourceLoader;
import org.apache.lucene.util.ResourceLoader;
import org.junit.BeforeClass;
import org.tokenwright.lucene.TestTexts;
import org.tokenwright.lucene.sentences.TokenwrightPassageTokenizerFactory;
import org.tokenwright.lucene.sentences.TokenwrightSentenceTokenizerFactory;
import org.tokenwright.lucene.sentences.TokenwrightSentenceWordTokenizerFactory;

public class FactoriesTest extends BaseTokenStreamTestCase {
    private static final Map<String, Class<?>> TOKENIZERS = Map.of(
            "tokenwright", TokenwrightTokenizerFactory.class,
            "tokenwrightSentence", TokenwrightSentenceTokenizerFactory.class,
            "tokenwrightSentenceWord", TokenwrightSentenceWordTokenizerFactory.class,
            "tokenwrightPassage", TokenwrightPassageTokenizerFactory.class);
    private static final Map<String, Class<?>> FILTERS = Map.of(
            "tokenwrightSubword", TokenwrightSubwordFilterFactory.class,
            "tokenwrightSuperword", TokenwrightSuperwordFilterFactory.class);

    /** Arguments that each component can do with. */
    private static final Map<String, Map<String, String>> ARGUMENTS = new TreeMap<>(Map.of(
            "tokenwright", Map.of("model", "byt5"),
            "tokenwrightSentence", Map.of(),
            "tokenwrightSentenceWord", Map.of(),
            "tokenwrightPassage", Map.of("model", "byt5"),
            "tokenwrightSubword", Map.of("model", "byt5"),
            "tokenwrightSuperword", Map.of("model", "byt5")));

    private static Path folder;

    @BeforeClass
    public static void saveModels() throws IOException {
        folder = createTempDir();
        TestTexts.BOUNDLESS.save(folder.resolve("en.model"));
    }

    private static CustomAnalyzer analyzer(String tokenizer, String... args) throws IOException {
        return CustomAnalyzer.builder(folder).withTokenizer(tokenizer, args).build();
    }

    private static CustomAnalyzer filtered(String filter, String... args) throws IOException {
        return CustomAnalyzer.builder(folder)
                .withTokenizer("standard")
                .addTokenFilter(filter, args)
                .build();
    }

    private static AbstractAnalysisFactory make(String name, Map<String, String> args) {
        Map<String, String> all = new HashMap<>(args);
        return TOKENIZERS.containsKey(name)
                ? TokenizerFactory.forName(name, all)
                : TokenFilterFactory.forName(name, all);
    }

    private static void assertRefused(String message, String name, Map<String, String> args) {
        IllegalArgumentException e = expectThrows(IllegalArgumentException.class, () -> make(name, args));
        assertEquals(message, e.getMessage());
    }

    public void testFoundByName() {
        TOKENIZERS.forEach((name, type) -> assertSame(type, TokenizerFactory.lookupClass(name)));
        FILTERS.forEach((name, type) -> assertSame(type, TokenFilterFactory.lookupClass(name)));
        TOKENIZERS.forEach((name, type) ->
                assertEquals(name, TokenizerFactory.findSPIName(type.asSubclass(TokenizerFactory.class))));
        FILTERS.forEach((name, type) ->
                assertEquals(name, TokenFilterFactory.findSPIName(type.asSubclass(TokenFilterFactory.class))));
    }

    private static Set<String> names(Map<String, Class<?>> factories) {
        return factories.values().stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> services(Class<?> service) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(resource("/META-INF/services/" + service.getName())))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static URI resource(String name) {
        try {
            for (var url : java.util.Collections.list(
                    FactoriesTest.class.getClassLoader().getResources(name.substring(1)))) {
                if (url.getProtocol().equals("file")) {
                    return url.toURI();
                }
            }
            throw new AssertionError("no " + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    public void testServicesAreAllFactories() throws IOException {
        assertEquals(names(TOKENIZERS), services(TokenizerFactory.class));
        assertEquals(names(FILTERS), services(TokenFilterFactory.class));
    }

    public void testModuleProvidesAllFactories() throws Exception {
        Path classes = Path.of(TokenwrightTokenizerFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path file = classes.resolve("module-info.class");
        assumeTrue("compiled without a module descriptor", Files.exists(file));
        try (InputStream in = Files.newInputStream(file)) {
            Map<String, Set<String>> provided = ModuleDescriptor.read(in).provides().stream()
                    .collect(Collectors.toMap(
                            ModuleDescriptor.Provides::service, provides -> new TreeSet<>(provides.providers())));
            assertEquals(names(TOKENIZERS), provided.get(TokenizerFactory.class.getName()));
            assertEquals(names(FILTERS), provided.get(TokenFilterFactory.class.getName()));
        }
    }

    /** Lucene makes no instance to find a name; whoever does is told so. */
    public void testServicesAreMadeByName() {
        for (Class<?> service : List.of(TokenizerFactory.class, TokenFilterFactory.class)) {
            for (ServiceLoader.Provider<?> provider :
                    ServiceLoader.load(service).stream().toList()) {
                if (provider.type().getName().startsWith("org.tokenwright.")) {
                    ServiceConfigurationError e = expectThrows(ServiceConfigurationError.class, provider::get);
                    assertTrue(String.valueOf(e.getCause()), e.getCause() instanceof UnsupportedOperationException);
                }
            }
        }
    }

    public void testUnknownParametersAreRefused() {
        ARGUMENTS.forEach((name, args) -> {
            Map<String, String> more = new HashMap<>(args);
            more.put("other", "1");
            assertRefused("Unknown parameters: {other=1}", name, more);
        });
    }

    public void testMissingParametersAreRefused() {
        assertRefused("expected one of the parameters model and segments, found none", "tokenwright", Map.of());
        assertRefused(
                "expected one of the parameters model and segments, found both",
                "tokenwright",
                Map.of("model", "byt5", "segments", "words"));
        for (String name : List.of("tokenwrightSubword", "tokenwrightSuperword", "tokenwrightPassage")) {
            assertRefused("Configuration Error: missing parameter 'model'", name, Map.of());
        }
    }

    public void testOddValuesAreRefused() {
        assertRefused(
                "the parameter pretokenizer belongs to model, found it with segments",
                "tokenwright",
                Map.of("segments", "words", "pretokenizer", "gpt4o"));
        assertRefused(
                "the most tokens are 0, expected 1 or more", "tokenwright", Map.of("model", "byt5", "maxTokens", "0"));
        for (Map<String, String> args : List.of(
                Map.of("segments", "none such"),
                Map.of("segments", "words", "ids", "payload"),
                Map.of("segments", "words", "superwords", "graph"),
                Map.of("model", "byt5", "superwords", "none such"),
                Map.of("model", "byt5", "maxTokens", "x"))) {
            expectThrows(IllegalArgumentException.class, () -> make("tokenwright", args));
        }
    }

    public void testModelsAreLoadedFirst() {
        ARGUMENTS.forEach((name, args) -> {
            AbstractAnalysisFactory factory = make(name, args);
            Runnable create = () -> create(factory);
            IllegalStateException e = expectThrows(IllegalStateException.class, create::run);
            assertTrue(
                    e.getMessage(),
                    String.valueOf(e.getMessage()).endsWith("inform(ResourceLoader) has not been called"));
        });
    }

    private static void create(AbstractAnalysisFactory factory) {
        TokenStream made = factory instanceof TokenizerFactory tokenizers
                ? tokenizers.create()
                : ((TokenFilterFactory) factory).create(new WhitespaceTokenizer());
        fail("made " + made);
    }

    public void testModelsAreShared() throws IOException {
        ResourceLoader loader = new org.apache.lucene.analysis.util.FilesystemResourceLoader(folder, loader());
        TokenwrightTokenizerFactory first =
                (TokenwrightTokenizerFactory) make("tokenwright", Map.of("model", "en.model"));
        TokenwrightTokenizerFactory second =
                (TokenwrightTokenizerFactory) make("tokenwright", Map.of("model", "en.model", "keyword", "true"));
        first.inform(loader);
        second.inform(loader);
        assertSame(first.model(), second.model());
        assertEquals(TestTexts.BOUNDLESS.fingerprint(), first.model().fingerprint());
    }

    private static ResourceLoader loader() {
        return new ClasspathResourceLoader(FactoriesTest.class.getClassLoader());
    }

    public void testTokenizerParameters() throws IOException {
        try (CustomAnalyzer segments = analyzer("tokenwright", "segments", "words");
                CustomAnalyzer most = analyzer("tokenwright", "segments", "words", "maxTokens", "1");
                CustomAnalyzer kept = analyzer("tokenwright", "segments", "words", "spaces", "keep");
                CustomAnalyzer position = analyzer("tokenwright", "model", "en.model", "prefixSpace", "true");
                CustomAnalyzer graph =
                        analyzer("tokenwright", "model", "en.model", "prefixSpace", "true", "superwords", "graph");
                CustomAnalyzer payload = analyzer("tokenwright", "model", "byt5", "ids", "payload");
                CustomAnalyzer type = analyzer("tokenwright", "model", "byt5", "ids", "type")) {
            assertAnalyzesTo(segments, "two words", new String[] {"two", "words"});
            assertAnalyzesTo(most, "two words", new String[] {"two"});
            assertAnalyzesTo(kept, "two words", new String[] {"two", " words"});
            assertAnalyzesTo(position, "of the", new String[] {"of the"});
            assertAnalyzesTo(
                    graph,
                    "of the",
                    new String[] {"of the", "of", "the"},
                    new int[] {0, 0, 3},
                    new int[] {6, 2, 6},
                    null,
                    new int[] {1, 0, 1},
                    new int[] {2, 1, 1});
            assertAnalyzesTo(type, "a", new String[] {"a"}, new String[] {"100"});
            try (var stream = payload.tokenStream("f", "a")) {
                PayloadAttribute attribute = stream.addAttribute(PayloadAttribute.class);
                stream.reset();
                assertTrue(stream.incrementToken());
                assertEquals(100, PayloadHelper.decodeInt(attribute.getPayload().bytes, attribute.getPayload().offset));
                assertFalse(stream.incrementToken());
                stream.end();
            }
        }
    }

    public void testFilterParameters() throws IOException {
        try (CustomAnalyzer cased = filtered("tokenwrightSuperword", "model", "en.model");
                CustomAnalyzer folded = filtered("tokenwrightSuperword", "model", "en.model", "ignoreCase", "true");
                CustomAnalyzer subwords = filtered("tokenwrightSubword", "model", "byt5");
                CustomAnalyzer beside = filtered("tokenwrightSubword", "model", "byt5", "preserveOriginal", "true")) {
            assertAnalyzesTo(cased, "Of The of the", new String[] {"Of", "The", "of", "of the", "the"});
            assertAnalyzesTo(folded, "Of The", new String[] {"Of", "Of The", "The"});
            assertAnalyzesTo(subwords, "ab", new String[] {"a", "b"});
            assertAnalyzesTo(beside, "ab", new String[] {"ab", "a", "b"}, new int[] {1, 0, 1});
        }
    }

    public void testSentenceParameters() throws IOException {
        try (CustomAnalyzer sentences = analyzer("tokenwrightSentence");
                CustomAnalyzer words =
                        analyzer("tokenwrightSentenceWord", "words", "tokenwright", "words.segments", "words");
                CustomAnalyzer passages = analyzer("tokenwrightPassage", "model", "byt5", "maxTokens", "20")) {
            String text = "One is here. Two is there. Three is far.";
            assertAnalyzesTo(sentences, text, new String[] {"One is here.", "Two is there.", "Three is far."});
            assertAnalyzesTo(words, "One. Two.", new String[] {"One", ".", "Two", "."});
            assertAnalyzesTo(passages, text, new String[] {"One is here.", "Two is there.", "Three is far."});
        }
    }
}
