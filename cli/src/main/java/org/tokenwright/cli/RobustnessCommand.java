package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.quantization.QuantizedTable;
import org.tokenwright.embeddings.vectorizers.ConcatenationVectorizer;
import org.tokenwright.embeddings.vectorizers.MeanVectorizer;
import org.tokenwright.embeddings.vectorizers.ParagraphVectorizer;
import org.tokenwright.embeddings.vectorizers.RobustnessBound;
import org.tokenwright.embeddings.vectorizers.RobustnessCheck;
import org.tokenwright.embeddings.vectorizers.TermRule;
import org.tokenwright.embeddings.vectorizers.TfidfVectorizer;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells how far vectors can move when texts change. */
@Command(
        name = "robustness",
        mixinStandardHelpOptions = true,
        description = {
            "Tells how far the vector of a text can move when some of its tokens are replaced, and searches for texts that break"
                    + " that bound; there are none, and the largest ratio says how near they come.",
            "",
            "MODEL is a model of `tokenwright vectorize fit`, whose tokens are the occurrences of its features, or a quantized"
                    + " table of vectors, whose rows are tokens.",
            "",
            "With INPUT, it is measured what a change of one character of a text does to its tokens: those of --tokenizer, or the"
                    + " features of a model. The last column is then how far the change of a character moves a vector at most, on"
                    + " average over such changes. There is no such bound for concatenation, nor for paragraph vectors of kind dm.",
            "",
            "Bounds are ours, in the spirit of \"On the Robustness of Text Vectorizers\" (arXiv 2303.07203).",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright robustness --model news.tfidf",
            "  tokenwright robustness --model words.table --vectorizer concatenation --tokens 64 --changed 4",
            "  tokenwright robustness -m words.table --tokenizer bpe.model corpus.jsonl",
        })
final class RobustnessCommand implements Callable<Integer> {
    private static final int LONGEST = 100;
    private static final int TRIALS = 1000;
    private static final int TRIALS_OF_INFERENCE = 10;

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "A model of `vectorize fit` or a quantized table.")
    private Path model = Path.of("");

    @Option(
            names = "--vectorizer",
            paramLabel = "NAME",
            converter = KindConverter.class,
            description = "What is made of the rows of a table: their mean, or their concatenation. Default: mean.")
    private @Nullable Kind kind;

    @Option(
            names = "--tokens",
            paramLabel = "T",
            split = ",",
            description = "How many tokens a text has. Default: 10,100,1000.")
    private List<Integer> tokens = List.of(10, 100, 1000);

    @Option(
            names = "--changed",
            paramLabel = "D",
            split = ",",
            description = "How many of them are replaced. Default: 1,2,5.")
    private List<Integer> changed = List.of(1, 2, 5);

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "From how many pairs of texts the search starts. Default: 1000, 10 for paragraph vectors.")
    private @Nullable Integer trials;

    @Option(
            names = "--tokenizer",
            paramLabel = "MODEL",
            description = "Whose tokens the rows of a table or the terms of a model are: " + ModelOptions.MODEL + ".")
    private @Nullable String tokenizer;

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..*",
            description =
                    "Texts: files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input.")
    private List<String> inputs = List.of();

    /** What is made of the rows of a table. */
    enum Kind {
        MEAN,
        CONCATENATION
    }

    RobustnessCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        check();
        ModelFile file = ModelFile.open(model);
        @Nullable
        ParagraphVectorizer paragraphs =
                file.kind().equals(ParagraphVectorizer.KIND) ? ParagraphVectorizer.read(file) : null;
        @Nullable TfidfVectorizer terms = terms(file, paragraphs);
        RobustnessBound bound;
        if (paragraphs != null) {
            bound = RobustnessBound.of(paragraphs.inference());
        } else {
            bound = terms == null ? bound(QuantizedTable.read(file)) : RobustnessBound.of(terms);
        }
        int[] edits = inputs.isEmpty() ? new int[0] : edits(terms);
        StringBuilder text = new StringBuilder(table(bound, edits));
        if (edits.length > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "%na change of one character changes %.2f tokens on average, %d at most, in %,d trials%n",
                    Arrays.stream(edits).average().orElse(0),
                    Arrays.stream(edits).max().orElse(0),
                    edits.length));
        }
        if (bound.tokenBound() > 0) {
            int starts = trials != null ? trials : paragraphs == null ? TRIALS : TRIALS_OF_INFERENCE;
            RobustnessCheck check = RobustnessCheck.search(bound, starts, LONGEST, reading.seed());
            text.append(String.format(
                    Locale.ROOT,
                    "%nlargest ratio of a distance to its bound: %.4f, in %,d pairs of texts%n",
                    check.largestRatio(),
                    check.pairs()));
        }
        shell.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
        return 0;
    }

    private void check() {
        for (int length : tokens) {
            if (length < 1) {
                throw usage("--tokens is " + length + ", expected 1 or more");
            }
        }
        for (int count : changed) {
            if (count < 1) {
                throw usage("--changed is " + count + ", expected 1 or more");
            }
        }
        if (trials != null && trials < 1) {
            throw usage("--trials is " + trials + ", expected 1 or more");
        }
        if (tokenizer != null && inputs.isEmpty()) {
            throw usage("--tokenizer goes with INPUT only");
        }
    }

    /** {@return what finds the terms of texts, or null if the model is a table of vectors} */
    private @Nullable TfidfVectorizer terms(ModelFile file, @Nullable ParagraphVectorizer paragraphs)
            throws IOException {
        if (paragraphs == null && !file.kind().equals(TfidfVectorizer.KIND)) {
            return null;
        }
        TfidfVectorizer terms = paragraphs == null ? TfidfVectorizer.read(file) : paragraphs.terms();
        if (kind != null) {
            throw usage("--vectorizer goes with a table of vectors only");
        }
        boolean ofTokens = terms.terms() == TermRule.TOKENS;
        if (!ofTokens && tokenizer != null) {
            throw usage("--tokenizer goes with tables of vectors, and with models that were made with it, only");
        }
        if (ofTokens && tokenizer == null && !inputs.isEmpty()) {
            throw usage("INPUT needs --tokenizer, for a model whose terms are tokens");
        }
        return terms;
    }

    private RobustnessBound bound(QuantizedTable table) {
        if (tokenizer == null && !inputs.isEmpty()) {
            throw usage("INPUT needs --tokenizer, for a table of vectors");
        }
        return kind == Kind.CONCATENATION
                ? RobustnessBound.of(new ConcatenationVectorizer(table))
                : RobustnessBound.of(new MeanVectorizer(table));
    }

    private int[] edits(@Nullable TfidfVectorizer terms) throws IOException {
        TextSource source = reading.source(inputs, shell);
        TextSample sample = new TextSample(reading.seed());
        try (DocumentReader reader = source.open()) {
            for (Document document; (document = reader.next()) != null; ) {
                sample.offer(document);
            }
        }
        List<byte[]> pieces = sample.pieces();
        if (pieces.isEmpty()) {
            throw new IOException("there is no text in " + String.join(", ", inputs) + ": no document was read");
        }
        @Nullable Tokenizer tokens = tokenizer == null ? null : loading.tokenizer(tokenizer);
        if (terms != null) {
            DocumentTerms documents = new DocumentTerms(tokens);
            return Stability.changedTokens(
                    utf8 -> documents.features(terms, utf8, 0, utf8.length), pieces, reading.seed());
        }
        Encoder encoder = Objects.requireNonNull(tokens).newEncoder(SpecialTokenPolicy.IGNORE);
        return Stability.changedTokens(
                utf8 -> {
                    int count = encoder.encode(utf8, 0, utf8.length);
                    return Arrays.copyOf(encoder.ids(), count);
                },
                pieces,
                reading.seed());
    }

    private String table(RobustnessBound bound, int[] edits) {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%8s", "tokens"));
        for (int count : changed) {
            table.append(String.format(Locale.ROOT, "  %11s", count + " changed"));
        }
        table.append(edits.length == 0 ? "" : "  a character").append('\n');
        for (int length : tokens) {
            table.append(String.format(Locale.ROOT, "%8d", length));
            for (int count : changed) {
                table.append(cell(count > length ? Double.POSITIVE_INFINITY : bound.ofSubstitutions(length, count)));
            }
            if (edits.length > 0) {
                table.append(cell(Arrays.stream(edits)
                        .mapToDouble(count -> bound.ofEdits(length, count))
                        .average()
                        .orElse(0)));
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String cell(double limit) {
        return Double.isInfinite(limit)
                ? String.format(Locale.ROOT, "  %11s", "-")
                : String.format(Locale.ROOT, "  %11.6f", limit);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Reads what is made of rows. */
    static final class KindConverter extends ConstantConverter<Kind> {
        KindConverter() {
            super(Kind.values());
        }
    }
}
