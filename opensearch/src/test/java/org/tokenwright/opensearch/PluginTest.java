package org.tokenwright.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.BoundlessBpeTrainer;
import org.tokenwright.tokenizers.train.TrainerOptions;

/** The zip of the plugin, unpacked where OpenSearch looks for plugins, is taken by the services that load them. */
class PluginTest {
    private static final String TEXT = "The gate of the garden. Mr. Reed opens the gate of the yard.";

    @TempDir
    Path home;

    private final Set<String> installed = new HashSet<>();
    private Path config;

    @BeforeEach
    void install() throws IOException {
        config = Files.createDirectories(home.resolve("config"));
        Files.createDirectories(home.resolve("modules"));
        Path plugin = Files.createDirectories(home.resolve("plugins/tokenwright"));
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("tokenwright.plugin")));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                assertTrue(!entry.getName().contains("/"), entry.getName() + " is not at the root");
                Files.copy(zip, plugin.resolve(entry.getName()));
                installed.add(entry.getName());
            }
        }
        byte[] text =
                "the gate of the garden\nthe gate of the yard\n".repeat(50).getBytes(StandardCharsets.UTF_8);
        TextSource source = TextSource.builder().format(TextFormat.LINES).stream("text", new ByteArrayInputStream(text))
                .build();
        TrainerOptions options = TrainerOptions.of(300, Pretokenizers.of("gpt4o"));
        BoundlessBpeTrainer.train(source, options, ProgressListener.NONE).save(config.resolve("en.model"));
    }

    @Test
    void zipHoldsWhatTheServerLacks() {
        assertTrue(installed.contains("plugin-descriptor.properties"), installed.toString());
        for (String module : List.of("vocab", "tokenizers", "boundary", "embeddings", "lucene", "opensearch")) {
            assertTrue(installed.stream().anyMatch(name -> name.startsWith("tokenwright-" + module + "-")), module);
        }
        assertTrue(installed.stream().noneMatch(name -> name.startsWith("lucene-")), installed.toString());
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

    /** {@return what the host prints, in a process with the classes of the server and those of the tests} */
    private List<String> analyzed(String... settings) throws Exception {
        String server = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(part -> !installed.contains(String.valueOf(Path.of(part).getFileName())))
                .filter(part -> !part.endsWith("classes") || part.endsWith("test-classes"))
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                server,
                PluginHost.class.getName(),
                home.toString(),
                TEXT));
        command.addAll(List.of(settings));
        Path errors = home.resolve("errors.txt");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> {
            try {
                return Files.readString(errors);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return out.lines().toList();
    }
}
