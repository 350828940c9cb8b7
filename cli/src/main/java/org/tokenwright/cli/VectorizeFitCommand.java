package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.fasttext.ParagraphVectorTrainer;
import org.tokenwright.embeddings.fasttext.TrainingDivergedException;
import org.tokenwright.embeddings.vectorizers.Norm;
import org.tokenwright.embeddings.vectorizers.ParagraphVectorizer;
import org.tokenwright.embeddings.vectorizers.TermRule;
import org.tokenwright.embeddings.vectorizers.TfidfTrainer;
import org.tokenwright.embeddings.vectorizers.TfidfVectorizer;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Makes a model of vectors from documents. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        description = {
            "Counts how many documents have a term, for the weights of vectors, or trains paragraph vectors.",
            "",
            "A feature is a term or, with --ngrams, a row of terms. Defaults are scikit-learn's. Memory is taken for the features"
                    + " of all documents, not for the documents. With --paragraph-vectors documents are held, too; features are"
                    + " then what is predicted, and options for weights have no meaning.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright vectorize fit --output news.tfidf corpus.jsonl.gz",
            "  tokenwright vectorize fit -o news.tfidf --ngrams 1-2 --min-documents 5 --sublinear corpus/",
            "  tokenwright vectorize fit -o news.tfidf --tokenizer cl100k_base corpus/",
            "  tokenwright vectorize fit -o news.pv --paragraph-vectors dbow --min-documents 5 corpus.jsonl",
        })
final class VectorizeFitCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The model.")
    private Path output = Path.of("");

    @Option(
            names = "--terms",
            paramLabel = "RULE",
            converter = RuleConverter.class,
            description =
                    "What is a term: words, of two or more letters, numbers and underscores, or non-space, whatever"
                            + " stands between white space. Default: words.")
    private @Nullable TermRule terms;

    @Option(
            names = "--tokenizer",
            paramLabel = "MODEL",
            description = "Terms are the tokens of a tokenizer: " + ModelOptions.MODEL + ".")
    private @Nullable String tokenizer;

    @Option(names = "--keep-case", description = "Do not make documents lower case.")
    private boolean keepCase;

    @Option(
            names = "--ngrams",
            paramLabel = "N[-M]",
            converter = RangeConverter.class,
            description = "How many terms in a row are a feature. Default: 1.")
    private Range ngrams = new Range(1, 1);

    @Option(names = "--no-idf", description = "Do not weigh features by how few documents have them.")
    private boolean noIdf;

    @Option(names = "--no-smoothing", description = "Do not add a document that has all features.")
    private boolean noSmoothing;

    @Option(names = "--sublinear", description = "A feature that occurs n times counts 1 + ln n.")
    private boolean sublinear;

    @Option(names = "--binary", description = "A feature that occurs counts 1.")
    private boolean binary;

    @Option(
            names = "--norm",
            paramLabel = "NORM",
            converter = NormConverter.class,
            description = "By what a vector is divided: l2, its length, l1, its sum, or none. Default: l2.")
    private Norm norm = Norm.L2;

    @Option(
            names = "--min-documents",
            paramLabel = "N",
            description = "Leave out features that fewer documents have. Default: ${DEFAULT-VALUE}.")
    private int minDocuments = 1;

    @Option(
            names = "--max-share",
            paramLabel = "SHARE",
            description = "Leave out features that a larger share of the documents has. Default: ${DEFAULT-VALUE}.")
    private double maxShare = 1;

    @Option(names = "--max-features", paramLabel = "N", description = "Keep only the N that occur most.")
    private @Nullable Integer maxFeatures;

    @Mixin
    private ParagraphVectorOptions paragraphs = new ParagraphVectorOptions();

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input.")
    private List<String> inputs = List.of();

    VectorizeFitCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        check();
        TextSource source = reading.source(inputs, shell);
        new Outputs(spec).add("--output", output).check(source.files());
        TfidfTrainer trainer = trainer();
        boolean paragraphVectors = paragraphs.wanted();
        if (paragraphVectors) {
            paragraphs.trainer(2, 0); // refuses wrong values before all is read
        }
        DocumentTerms documents = new DocumentTerms(tokenizer == null ? null : loading.tokenizer(tokenizer));
        List<byte[]> held = new ArrayList<>();
        try (DocumentReader reader = source.open()) {
            for (Document document; (document = reader.next()) != null; ) {
                documents.learn(trainer, document.bytes(), document.start(), document.end());
                if (paragraphVectors) {
                    held.add(Arrays.copyOfRange(document.bytes(), document.start(), document.end()));
                }
            }
            if (reader.skipped() > 0) {
                shell.err().println("tokenwright: passed over " + reader.skipped() + " malformed documents");
            }
        }
        TfidfVectorizer vectorizer = train(trainer);
        if (paragraphVectors) {
            train(vectorizer, documents, held).save(output);
        } else {
            vectorizer.save(output);
        }
        shell.err()
                .println(String.format(
                        Locale.ROOT,
                        "tokenwright: %,d features of %,d documents",
                        vectorizer.features().size(),
                        vectorizer.documents()));
        return 0;
    }

    private void check() {
        if (tokenizer != null && (terms != null || keepCase)) {
            throw new ParameterException(spec.commandLine(), "--terms and --keep-case do not go with --tokenizer");
        }
    }

    private TfidfTrainer trainer() {
        try {
            TfidfTrainer trainer = TfidfVectorizer.trainer()
                    .terms(tokenizer != null ? TermRule.TOKENS : Objects.requireNonNullElse(terms, TermRule.WORDS))
                    .lowercase(!keepCase)
                    .ngrams(ngrams.from(), ngrams.to())
                    .idf(!noIdf, !noSmoothing)
                    .sublinear(sublinear)
                    .binary(binary)
                    .norm(norm)
                    .leastDocuments(minDocuments)
                    .largestShare(maxShare);
            return maxFeatures == null ? trainer : trainer.mostFeatures(maxFeatures);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private ParagraphVectorizer train(TfidfVectorizer vectorizer, DocumentTerms documents, List<byte[]> held)
            throws IOException {
        int words = vectorizer.features().size();
        if (words < 2) {
            throw new IOException("there is one feature, expected two or more to be told apart");
        }
        ParagraphVectorTrainer trainer = paragraphs.trainer(words, reading.seed());
        for (byte[] document : held) {
            trainer.add(documents.features(vectorizer, document, 0, document.length));
        }
        try (ProgressLine progress = ProgressLine.on(shell)) {
            return new ParagraphVectorizer(vectorizer, trainer.train(progress));
        } catch (IllegalStateException | TrainingDivergedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static TfidfVectorizer train(TfidfTrainer trainer) throws IOException {
        try {
            return trainer.train();
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Two numbers, both inclusive. */
    record Range(int from, int to) {}

    /** Reads one number or two. */
    static final class RangeConverter implements ITypeConverter<Range> {
        private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");

        @Override
        public Range convert(String value) {
            Matcher matcher = RANGE.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException("found " + value + ", expected a number or two such as 1-2");
            }
            int from = Integer.parseInt(matcher.group(1));
            return new Range(from, matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2)));
        }
    }

    /** Reads a rule for texts. */
    static final class RuleConverter extends ConstantConverter<TermRule> {
        RuleConverter() {
            super(new TermRule[] {TermRule.WORDS, TermRule.NON_SPACE});
        }
    }

    /** Reads a norm. */
    static final class NormConverter extends ConstantConverter<Norm> {
        NormConverter() {
            super(Norm.values());
        }
    }
}
