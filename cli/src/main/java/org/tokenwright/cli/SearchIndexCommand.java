package org.tokenwright.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.lucene.sentences.Passage;
import org.tokenwright.lucene.sentences.Passages;
import org.tokenwright.lucene.tokens.TokenModel;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an index of documents. */
@Command(
        name = "index",
        mixinStandardHelpOptions = true,
        description = {
            "Makes an index of text, in a new folder.",
            "",
            "Documents are split into passages: as many whole sentences as --passage-tokens has room for, never inside of a"
                    + " legal citation. The index remembers its model; a query with another is refused.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright search index books -o books.index -m books.model",
            "  tokenwright search index opinions.jsonl.gz -o opinions.index -m cl100k_base.tiktoken --sentences legal",
        })
final class SearchIndexCommand implements Callable<Integer> {
    private static final int DEFAULT_PASSAGE_TOKENS = 128;
    private static final FieldType TEXT = textType();

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "INDEX",
            required = true,
            description = "The folder to write, which must not exist.")
    private Path output = Path.of("");

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "The model of the tokens: " + ModelOptions.MODEL + ".")
    private String model = "";

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Option(
            names = "--passage-tokens",
            paramLabel = "N",
            description = "The most tokens of a passage. Default: ${DEFAULT-VALUE}.")
    private int passageTokens = DEFAULT_PASSAGE_TOKENS;

    @Option(
            names = "--overlap",
            paramLabel = "N",
            description = "How many sentences of a passage the next one has, too. Default: ${DEFAULT-VALUE}.")
    private int overlap;

    @Option(
            names = "--sentences",
            paramLabel = "MODEL",
            description =
                    "The model of sentences: general or legal; a file of Tokenwright, nupunkt or CharBoundary; or a folder"
                            + " of NLTK. Default: general, or none with --language.")
    private @Nullable Path sentences;

    @Mixin
    private DetectorOptions detecting = new DetectorOptions();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input, the"
                    + " default.")
    private List<String> inputs = List.of(ReaderOptions.STANDARD_INPUT);

    private long documents;
    private long passages;
    private long tokens;

    SearchIndexCommand(Shell shell) {
        this.shell = shell;
    }

    private static FieldType textType() {
        FieldType type = new FieldType(TextField.TYPE_STORED);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        type.freeze();
        return type;
    }

    @Override
    public Integer call() throws IOException {
        new Outputs(spec).add("--output", output).check(List.of());
        if (Files.exists(output)) {
            throw new FileAlreadyExistsException(
                    output.toString(), null, "exists; an index is written to a new folder, delete the old one first");
        }
        SentenceDetector detector = detecting.detector(sentences);
        TextSource source = reading.source(inputs, shell);
        TokenModel loaded = loading.tokenModel(model);
        Passages splitter = splitter(detector, loaded);
        shell.save(() -> write(source, loaded, splitter));
        shell.err()
                .println(String.format(
                        Locale.ROOT,
                        "Indexed %,d documents in %,d passages of %.1f tokens.",
                        documents,
                        passages,
                        passages == 0 ? 0.0 : (double) tokens / passages));
        return 0;
    }

    private Passages splitter(SentenceDetector detector, TokenModel loaded) {
        try {
            return Passages.of(detector, loaded.tokenizer(), passageTokens).withOverlap(overlap);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void write(TextSource source, TokenModel loaded, Passages splitter) throws IOException {
        Path temporary = output.resolveSibling("." + output.getFileName() + "." + UUID.randomUUID() + ".tmp");
        Files.createDirectory(temporary);
        try {
            try (Directory directory = FSDirectory.open(temporary);
                    SearchAnalyzer analyzer = SearchAnalyzer.ofIndex(loaded);
                    IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                add(source, splitter, writer);
                writer.setLiveCommitData(SearchIndex.memory(model, loaded).entrySet());
                writer.commit();
            }
            Files.move(temporary, output, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable failure) {
            delete(temporary, failure);
            throw failure;
        }
    }

    private void add(TextSource source, Passages splitter, IndexWriter writer) throws IOException {
        try (DocumentReader reader = source.open()) {
            for (Document document; (document = reader.next()) != null; ) {
                if (shell.isEnding()) {
                    throw new CancellationException();
                }
                try {
                    add(document, splitter, writer);
                } catch (IllegalArgumentException e) {
                    throw new IOException(document.source() + ", line " + document.line() + ": " + e.getMessage(), e);
                }
                documents++;
            }
            if (reader.skipped() > 0) {
                shell.err().println("tokenwright: passed over " + reader.skipped() + " malformed documents");
            }
        }
    }

    private void add(Document document, Passages splitter, IndexWriter writer) throws IOException {
        for (Passage passage : splitter.split(document.text())) {
            writer.addDocument(List.of(
                    new Field(SearchIndex.TEXT, passage.text(), TEXT),
                    new StoredField(SearchIndex.SOURCE, document.source()),
                    new StoredField(SearchIndex.LINE, document.line()),
                    new StoredField(SearchIndex.START, passage.start()),
                    new StoredField(SearchIndex.END, passage.end())));
            passages++;
            tokens += passage.tokens();
        }
    }

    private static void delete(Path folder, Throwable failure) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            failure.addSuppressed(e);
        }
    }
}
