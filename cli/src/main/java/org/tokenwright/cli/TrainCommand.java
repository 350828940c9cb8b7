package org.tokenwright.cli;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Normalization;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.bpe.TrainingSummary;
import org.tokenwright.tokenizers.formats.LoadedModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.BoundlessBpeTrainer;
import org.tokenwright.tokenizers.train.BpeTrainer;
import org.tokenwright.tokenizers.train.SuperBpeTrainer;
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
        /** With a given number of superwords behind the merges inside them. */
        SUPER,
        /** Plain byte pair encoding. */
        BPE;

        BpeModel train(TextSource source, TrainerOptions options, ProgressListener listener) throws IOException {
            return switch (this) {
                case BOUNDLESS -> BoundlessBpeTrainer.train(source, options, listener);
                case SUPER -> SuperBpeTrainer.train(source, options, listener);
                case BPE -> BpeTrainer.train(source, options, listener);
            };
        }
    }

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "boundless (with superwords), super (SuperBPE: with as many superwords as --supermerges says)"
                    + " or bpe (plain byte pair encoding). Default: boundless.")
    private Type type = Type.BOUNDLESS;

    @Option(
            names = "--vocab-size",
            paramLabel = "N",
            description = "Number of tokens in all, special tokens not counted. Default: ${DEFAULT-VALUE}.")
    private int vocabularySize = 32_768;

    @Option(
            names = "--supermerges",
            paramLabel = "M",
            description = "How many of the tokens are superwords; with --type super, and only there.")
    private int supermerges;

    @Option(
            names = "--pattern",
            paramLabel = "NAME|REGEX",
            completionCandidates = PatternNames.class,
            description =
                    "The pretokenizer: a name (${COMPLETION-CANDIDATES}) or a regular expression in Java's syntax."
                            + " Default: ${DEFAULT-VALUE}.")
    private String pattern = "gpt4o";

    @Option(
            names = "--normalize",
            paramLabel = "FORM",
            description = "What is done to a text first: none or nfc; the model does the same when it encodes."
                    + " Default: none.")
    private Normalization normalization = Normalization.NONE;

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
            names = "--min-count",
            paramLabel = "N",
            description = "Merge no pair that occurs less often. Default: ${DEFAULT-VALUE}.")
    private long minCount = 1;

    @Option(
            names = "--max-token-bytes",
            paramLabel = "N",
            description = "Make no longer token. Default: ${DEFAULT-VALUE}, which is the most.")
    private int maxTokenBytes = TrainerOptions.MAX_TOKEN_BYTES;

    @Option(
            names = "--max-words",
            paramLabel = "N",
            defaultValue = Option.NULL_VALUE,
            description = "Join no more than N words (pretokens) to a superword. Default: unlimited.")
    private @Nullable Integer maxWords;

    @Option(
            names = "--deletion-threshold",
            paramLabel = "TAU",
            defaultValue = Option.NULL_VALUE,
            description = "Delete a token when one merge has used up this share of its occurrences (PickyBPE): 0.9."
                    + " Default: delete none.")
    private @Nullable Double deletionThreshold;

    @Option(
            names = "--deletion-parts",
            paramLabel = "PARTS",
            description =
                    "What deleted tokens fall into: bytes, or operands (of the merge that made them). Default: bytes.")
    private DeletionParts deletionParts = DeletionParts.BYTES;

    @Option(
            names = "--split-runs",
            description = "Cut runs of words into frequent n-grams before superwords are counted: less memory, slightly"
                    + " other superwords.")
    private boolean splitRuns;

    @Option(
            names = "--save-pretokens",
            paramLabel = "FILE",
            description = "Also write the pretokens and their counts to a file.")
    private @Nullable Path pretokenDump;

    @Option(
            names = "--save-runs",
            paramLabel = "FILE",
            description = "Also write the runs of pretokens that superwords are made of, and their counts, to a file.")
    private @Nullable Path runDump;

    @Option(
            names = "--from-pretokens",
            description =
                    "The INPUT is one file of pretokens that --save-pretokens has written; with --type bpe only, and the"
                            + " --pattern that cut them.")
    private boolean fromPretokens;

    @Option(
            names = "--words-only",
            description =
                    "The INPUT is one file of `counts pretokens`: train the words alone, for `counts runs` and then"
                            + " --words. The other options are those of the whole training.")
    private boolean wordsOnly;

    @Option(
            names = "--words",
            paramLabel = "WORDS",
            description = "The INPUT is one file of `counts runs` that was made with this model of words: train the"
                    + " superwords. The other options are those of --words-only.")
    private @Nullable Path words;

    @Option(
            names = "--special",
            paramLabel = "TOKEN",
            description = "Adds a special token; may be given more than once.")
    private List<String> specials = new ArrayList<>();

    @Option(
            names = "--pad-to",
            paramLabel = "N",
            description =
                    "Add reserved special tokens until all tokens are a multiple of N. Default: ${DEFAULT-VALUE}.")
    private int padTo = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many threads work; the model does not depend on it. Default: as many as there are cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--weight",
            paramLabel = "INPUT=N",
            description = "Count each document of an INPUT N times; may be given more than once. Default: 1.")
    private List<String> weights = new ArrayList<>();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            required = true,
            description = "The file for the model; replaced if it exists.")
    private Path output = Path.of("");

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page about the model, with plots.")
    private @Nullable Path html;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print warnings and errors only.")
    private boolean quiet;

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input.")
    private List<String> inputs = List.of();

    TrainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        checkType();
        @Nullable BpeModel knownWords = words == null ? null : BpeModel.load(words);
        TrainerOptions options = options(knownWords);
        TextSource source = reading.source(inputs, weights(), threads, shell);
        new Outputs(spec)
                .add("--output", output)
                .add("--html", html)
                .add("--save-pretokens", pretokenDump)
                .add("--save-runs", runDump)
                .check(words == null ? source.files() : List.of(Path.of(inputs.get(0)), words));
        long start = System.nanoTime();
        BpeModel model = train(source, options, knownWords);
        shell.save(() -> model.save(output));
        if (html != null) {
            new ModelPage(LoadedModel.of(model)).page().write(html, shell);
        }
        if (!quiet) {
            summarize(model, (System.nanoTime() - start) / 1e9);
        }
        warn(model);
        return 0;
    }

    /** Refuses options that would do nothing. */
    private void checkType() {
        if (fromPretokens
                && (type != Type.BPE || inputs.size() != 1 || inputs.contains(ReaderOptions.STANDARD_INPUT))) {
            throw usage("--from-pretokens belongs to --type bpe and needs one INPUT, a file");
        }
        if (fromPretokens && !isGiven("--pattern")) {
            throw usage(
                    "--from-pretokens needs the --pattern by which the pretokens were cut, which the file does not say");
        }
        if (wordsOnly && (words != null || fromPretokens)) {
            throw usage("--words-only, --words and --from-pretokens are steps of their own");
        }
        if (words != null && type == Type.BPE) {
            throw usage("--words trains superwords, which --type bpe does not have");
        }
        if (words != null) {
            refuse("what the model of --words says", "--pattern", "--normalize");
        }
        if (readsCounts() && (inputs.size() != 1 || inputs.contains(ReaderOptions.STANDARD_INPUT))) {
            throw usage("--words-only and --words need one INPUT, a file of counts");
        }
        if (readsCounts()) {
            refuse("without meaning where counts are read", "--save-runs");
        }
        if (fromPretokens || readsCounts()) {
            refuse(
                    "about reading text, which is not read here",
                    "--save-pretokens",
                    "--weight",
                    "--interleave",
                    "--sample",
                    "--format",
                    "--field",
                    "--label",
                    "--encoding",
                    "--delimiter",
                    "--no-header",
                    "--skip-malformed",
                    "--max-documents",
                    "--max-bytes",
                    "--max-document-bytes");
        }
        if ((type == Type.SUPER) != (supermerges > 0)) {
            throw usage("--supermerges with 1 or more belongs to --type super, and that needs it");
        }
        if (type == Type.BPE) {
            refuse(
                    "about superwords, which --type bpe does not have",
                    "--merge-rule",
                    "--max-words",
                    "--split-runs",
                    "--save-runs");
        }
        if (deletionThreshold == null) {
            refuse("without meaning if there is no --deletion-threshold", "--deletion-parts");
        }
        if (deletionThreshold != null && deletionThreshold > 1) {
            throw usage("--deletion-threshold is " + deletionThreshold + ", expected above 0 and at most 1");
        }
    }

    private boolean readsCounts() {
        return wordsOnly || words != null;
    }

    private void refuse(String reason, String... options) {
        for (String option : options) {
            if (isGiven(option)) {
                throw usage(option + " is " + reason);
            }
        }
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Map<String, Integer> weights() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String weight : weights) {
            int sign = weight.lastIndexOf('=');
            String count = weight.substring(sign + 1);
            if (sign < 1 || !count.matches("[0-9]{1,9}")) {
                throw usage("--weight " + weight + ": expected INPUT=N with a whole number N");
            }
            counts.put(weight.substring(0, sign), Integer.parseInt(count));
        }
        return counts;
    }

    private int wantedSize() {
        return wordsOnly ? vocabularySize - supermerges : vocabularySize;
    }

    private TrainerOptions options(@Nullable BpeModel knownWords) {
        try {
            TrainerOptions.Builder options = TrainerOptions.builder(
                            wantedSize(), knownWords == null ? Pretokenizers.of(pattern) : knownWords.pretokenizer())
                    .normalization(knownWords == null ? normalization : knownWords.normalization())
                    .mergeRule(mergeRule)
                    .alphabet(alphabet)
                    .supermerges(wordsOnly ? 0 : supermerges)
                    .minCount(minCount)
                    .maxTokenBytes(maxTokenBytes)
                    .splitRuns(splitRuns)
                    .pretokenDump(pretokenDump)
                    .runDump(runDump)
                    .specialTokens(specials)
                    .padTo(padTo)
                    .threads(threads);
            if (maxWords != null) {
                options.maxWords(maxWords);
            }
            if (deletionThreshold != null) {
                options.deletions(deletionThreshold, deletionParts);
            }
            return options.build();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    /** The names of patterns, for the help. */
    static final class PatternNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Pretokenizers.names().stream(), Pretokenizers.otherNames().stream())
                    .iterator();
        }
    }

    private BpeModel train(TextSource source, TrainerOptions options, @Nullable BpeModel knownWords)
            throws IOException {
        try (ProgressLine progress = ProgressLine.on(shell)) {
            ProgressListener listener = quiet ? ProgressListener.NONE : progress;
            if (fromPretokens) {
                return BpeTrainer.trainOnPretokens(Path.of(inputs.get(0)), options, listener);
            }
            if (wordsOnly) {
                return BpeTrainer.trainOnCounts(Path.of(inputs.get(0)), options, listener);
            }
            if (knownWords != null) {
                Path runs = Path.of(inputs.get(0));
                return type == Type.SUPER
                        ? SuperBpeTrainer.trainOnRuns(knownWords, runs, options, listener)
                        : BoundlessBpeTrainer.trainOnRuns(knownWords, runs, options, listener);
            }
            BpeModel model = type.train(source, options, listener);
            @Nullable TrainingSummary read = model.summary();
            if (read != null && read.documents() == 0) {
                throw new IOException("there is no text in " + String.join(", ", inputs) + ": no document was read");
            }
            return model;
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void summarize(BpeModel model, double seconds) {
        @Nullable TrainingSummary read = model.summary();
        if (read != null && (fromPretokens || readsCounts())) {
            print("Read %,d pretokens (%,d distinct).", read.pretokens(), read.distinctPretokens());
        } else if (read != null) {
            print(
                    "Read %,d document%s, %,d bytes, %,d pretokens (%,d distinct).",
                    read.documents(),
                    read.documents() == 1 ? "" : "s",
                    read.bytes(),
                    read.pretokens(),
                    read.distinctPretokens());
            if (read.skippedDocuments() > 0) {
                print("Passed over %,d malformed documents.", read.skippedDocuments());
            }
        }
        @Nullable MergeTable supermerges = model.supermerges();
        print(
                "Trained %,d tokens in %.1f s: %d bytes, %,d merges%s%s%s.",
                model.vocabulary().size(),
                seconds,
                model.byteTokens(),
                model.merges().size(),
                supermerges == null ? "" : String.format(Locale.ROOT, ", %,d supermerges", supermerges.size()),
                model.deletions().size() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %,d deletions",
                                model.deletions().size()),
                model.specialTokens().isEmpty()
                        ? ""
                        : "; and " + model.specialTokens().ids().size() + " special");
        print("Saved %s, fingerprint %.12s.", output, model.fingerprint());
    }

    private void warn(BpeModel model) {
        int size = model.vocabulary().size();
        if (size < wantedSize()) {
            print(
                    "tokenwright: warning: the text has too few pairs for %,d tokens, the model has %,d",
                    wantedSize(), size);
        }
    }

    @FormatMethod
    private void print(String format, Object... values) {
        shell.err().println(String.format(Locale.ROOT, format, values));
    }
}
