package org.tokenwright.cli;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.bpe.TrainingSummary;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.BoundlessBpeTrainer;
import org.tokenwright.tokenizers.train.BpeTrainer;
import org.tokenwright.tokenizers.train.TrainerOptions;
import org.tokenwright.vocab.MergeTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a vocabulary and saves it. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a vocabulary on text and saves it as a model.",
        footer = {
            "",
            "Examples:",
            "  tokenwright train --output books.model books.jsonl.zst",
            "  tokenwright train --type bpe --vocab-size 8192 --output small.model 'texts/**.txt'",
            "  zcat lines.gz | tokenwright train --special '<|endoftext|>' --output lines.model -",
        })
final class TrainCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** What is trained. */
    enum Type {
        /** With superwords: merges of whole pretokens compete with merges inside them. */
        BOUNDLESS,
        /** Plain byte pair encoding. */
        BPE
    }

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "boundless (with superwords) or bpe (plain byte pair encoding). Default: boundless.")
    private Type type = Type.BOUNDLESS;

    @Option(
            names = "--vocab-size",
            paramLabel = "N",
            description = "Number of tokens in all, special tokens not counted. Default: ${DEFAULT-VALUE}.")
    private int vocabularySize = 32_768;

    @Option(
            names = "--pattern",
            paramLabel = "NAME|REGEX",
            description = "The pretokenizer: a name (gpt2, gpt4o, ultimate2) or a regular expression in Java's syntax."
                    + " Default: ${DEFAULT-VALUE}.")
    private String pattern = "gpt4o";

    @Option(
            names = "--merge-rule",
            paramLabel = "RULE",
            description =
                    "Which pretokens may become parts of superwords: simple (those with a letter) or improved (letters,"
                            + " space, underscore and apostrophes only). Default: simple.")
    private MergeRule mergeRule = MergeRule.SIMPLE;

    @Option(
            names = "--alphabet",
            paramLabel = "ALPHABET",
            description = "Where the vocabulary begins: bytes (all 256) or utf8 (the 243 that occur in UTF-8)."
                    + " Default: bytes.")
    private Alphabet alphabet = Alphabet.BYTES;

    @Option(
            names = "--special",
            paramLabel = "TOKEN",
            description = "Adds a special token; may be given more than once.")
    private List<String> specials = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many threads work; the model does not depend on it. Default: as many as there are cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            required = true,
            description = "The file for the model; replaced if it exists.")
    private Path output = Path.of("");

    @Option(
            names = {"-q", "--quiet"},
            description = "Print warnings and errors only.")
    private boolean quiet;

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "Files (also .gz and .zst), folders, quoted patterns, or - for standard input.")
    private List<String> inputs = List.of();

    TrainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        TrainerOptions options = options();
        requireFolder(output);
        TextSource source = reading.source(inputs, shell);
        long start = System.nanoTime();
        BpeModel model = train(type, source, options);
        shell.save(() -> model.save(output));
        if (!quiet) {
            summarize(model, (System.nanoTime() - start) / 1e9);
        }
        warn(model);
        return 0;
    }

    private TrainerOptions options() {
        try {
            return TrainerOptions.builder(vocabularySize, Pretokenizers.of(pattern))
                    .mergeRule(mergeRule)
                    .alphabet(alphabet)
                    .specialTokens(specials)
                    .threads(threads)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    /** Fails before hours of training and not after them. */
    static void requireFolder(Path file) throws IOException {
        if (file.toString().equals("-")) {
            throw new FileSystemException("-", null, "models are written to files, not to standard output");
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
    }

    private BpeModel train(Type kind, TextSource source, TrainerOptions options) throws IOException {
        try (ProgressLine progress = ProgressLine.on(shell)) {
            ProgressListener listener = quiet ? ProgressListener.NONE : progress;
            return switch (kind) {
                case BOUNDLESS -> BoundlessBpeTrainer.train(source, options, listener);
                case BPE -> BpeTrainer.train(source, options, listener);
            };
        }
    }

    private void summarize(BpeModel model, double seconds) {
        @Nullable TrainingSummary read = model.summary();
        if (read != null) {
            print(
                    "Read %,d documents, %,d bytes, %,d pretokens (%,d distinct).",
                    read.documents(), read.bytes(), read.pretokens(), read.distinctPretokens());
            if (read.skippedDocuments() > 0) {
                print("Passed over %,d malformed documents.", read.skippedDocuments());
            }
        }
        @Nullable MergeTable supermerges = model.supermerges();
        print(
                "Trained %,d tokens in %.1f s: %d bytes, %,d merges%s%s.",
                model.vocabulary().size(),
                seconds,
                model.alphabet().size(),
                model.merges().size(),
                supermerges == null ? "" : String.format(Locale.ROOT, ", %,d supermerges", supermerges.size()),
                specials.isEmpty() ? "" : "; and " + specials.size() + " special");
        print("Saved %s, fingerprint %.12s.", output, model.fingerprint());
    }

    private void warn(BpeModel model) {
        int size = model.vocabulary().size();
        if (size < vocabularySize) {
            print(
                    "tokenwright: warning: the text has too few pairs for %,d tokens, the model has %,d",
                    vocabularySize, size);
        }
    }

    @FormatMethod
    private void print(String format, Object... values) {
        shell.err().println(String.format(Locale.ROOT, format, values));
    }
}
