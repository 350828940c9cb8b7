package org.tokenwright.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip of the plugin, unpacked where OpenSearch looks for plugins, is taken by the services that load them. */
class PluginTest {
    private static final String TEXT = "The gate of the garden. Mr. Reed opens the gate of the yard.";

    @TempDir
    Path home;

    private PluginHome plugin;
    private Path config;

    @BeforeEach
    void install() throws IOException {
        plugin = PluginHome.install(home);
        config = plugin.config();
    }

    @Test
    void zipHoldsWhatTheServerLacks() {
        assertTrue(
                plugin.files().contains("plugin-descriptor.properties"),
                plugin.files().toString());
        for (String module : List.of("vocab", "tokenizers", "boundary", "embeddings", "lucene", "opensearch")) {
            assertTrue(
                    plugin.files().stream().anyMatch(name -> name.startsWith("tokenwright-" + module + "-")), module);
        }
        assertTrue(
                plugin.files().stream().noneMatch(name -> name.startsWith("lucene-")),
                plugin.files().toString());
    }

    @Test
    void analyzersOfAnIndexHaveOurComponents() throws Exception {
        List<String> expected = new ArrayList<>();
        expected.addAll(terms(
                "passages",
                CustomAnalyzer.builder(config)
                        .withTokenizer("tokenwrightPassage", "model", "en.model", "maxTokens", "20")));
        for (String name : List.of("Sentence", "SentenceWord")) {
            expected.addAll(terms(
                    "with" + name,
                    CustomAnalyzer.builder(config).withTokenizer("tokenwright" + name, "language", "english")));
        }
        expected.addAll(terms(
                "withTokens",
                CustomAnalyzer.builder(config)
                        .withTokenizer("tokenwright", "model", "en.model", "prefixSpace", "true", "superwords", "graph")
                        .addTokenFilter("lowercase")));
        expected.addAll(terms(
                "words",
                CustomAnalyzer.builder(config)
                        .withTokenizer("standard")
                        .addTokenFilter("lowercase")
                        .addTokenFilter("tokenwrightSuperword", "model", "en.model")
                        .addTokenFilter("tokenwrightSubword", "model", "en.model")));
        assertEquals(
                expected,
                analyzed(
                        "index.analysis.tokenizer.p.type=tokenwrightPassage",
                        "index.analysis.tokenizer.p.model=en.model",
                        "index.analysis.tokenizer.p.maxTokens=20",
                        "index.analysis.analyzer.passages.tokenizer=p",
                        "index.analysis.tokenizer.s.type=tokenwrightSentence",
                        "index.analysis.tokenizer.s.language=english",
                        "index.analysis.analyzer.withSentence.tokenizer=s",
                        "index.analysis.tokenizer.w.type=tokenwrightSentenceWord",
                        "index.analysis.tokenizer.w.language=english",
                        "index.analysis.analyzer.withSentenceWord.tokenizer=w",
                        "index.analysis.tokenizer.t.type=tokenwright",
                        "index.analysis.tokenizer.t.model=en.model",
                        "index.analysis.tokenizer.t.prefixSpace=true",
                        "index.analysis.tokenizer.t.superwords=graph",
                        "index.analysis.analyzer.withTokens.tokenizer=t",
                        "index.analysis.analyzer.withTokens.filter=lowercase",
                        "index.analysis.filter.joined.type=tokenwrightSuperword",
                        "index.analysis.filter.joined.model=en.model",
                        "index.analysis.filter.cut.type=tokenwrightSubword",
                        "index.analysis.filter.cut.model=en.model",
                        "index.analysis.analyzer.words.tokenizer=standard",
                        "index.analysis.analyzer.words.filter=lowercase,joined,cut"));
    }

    @Test
    void refusesWhatIsWrong() throws Exception {
        Files.copy(config.resolve("en.model"), home.resolve("secret.model"));
        assertEquals(
                List.of(
                        "refused: Unknown parameters: {modle=en.model}",
                        "refused: ../secret.model is outside of the folder of configuration, where models have to be"),
                analyzed(
                        "index.analysis.tokenizer.mine.type=tokenwright",
                        "index.analysis.tokenizer.mine.model=en.model",
                        "index.analysis.tokenizer.mine.modle=en.model",
                        "index.analysis.analyzer.a.tokenizer=mine",
                        PluginHost.NEXT,
                        "index.analysis.tokenizer.mine.type=tokenwright",
                        "index.analysis.tokenizer.mine.model=../secret.model",
                        "index.analysis.analyzer.a.tokenizer=mine"));
    }

    private static List<String> terms(String name, CustomAnalyzer.Builder builder) throws IOException {
        List<String> terms = new ArrayList<>();
        try (Analyzer analyzer = builder.build();
                TokenStream stream = analyzer.tokenStream("text", TEXT)) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(name + ": " + term);
            }
            stream.end();
        }
        assertTrue(terms.size() > 1, terms.toString());
        return terms;
    }

    private List<String> analyzed(String... settings) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(TEXT));
        arguments.addAll(List.of(settings));
        return plugin.run(PluginHost.class, arguments);
    }
}
