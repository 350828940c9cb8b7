package org.tokenwright.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.charboundary.AnnotatedText;
import org.tokenwright.boundary.charboundary.AnnotatedTextReader;
import org.tokenwright.boundary.charboundary.CharBoundaryFeatures;
import org.tokenwright.boundary.charboundary.CharBoundaryModel;
import org.tokenwright.boundary.charboundary.CharBoundaryReport;
import org.tokenwright.boundary.charboundary.CharBoundaryTrainer;
import org.tokenwright.boundary.charboundary.CharBoundaryTrainerOptions;
import org.tokenwright.text.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a forest on texts whose sentences are known. */
@Command(
        name = "train-forest",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a random forest on texts whose sentences are known, after CharBoundary, and writes it as a model for"
                    + " `tokenwright sentences`.",
            "",
            "Inputs are JSON objects, one a line, with \"text\", a string, and \"spans\", pairs of offsets [start,end], or"
                    + " \"ends_u16\", the offsets behind each sentence; all in UTF-16 units.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright sentences train-forest --output legal.forest cases.jsonl statutes.jsonl.gz",
            "  tokenwright sentences train-forest --size large --abbreviations known.txt --validation 0.1 -o legal.forest"
                    + " cases.jsonl",
        })
final class SentencesTrainForestCommand implements Callable<Integer> {
    private final Shell shell;

    /** The sizes of the reference. */
    enum Size {
        SMALL,
        MEDIUM,
        LARGE;

        CharBoundaryTrainerOptions.Builder options() {
            return switch (this) {
                case SMALL -> CharBoundaryTrainerOptions.small();
                case MEDIUM -> CharBoundaryTrainerOptions.medium();
                case LARGE -> CharBoundaryTrainerOptions.large();
            };
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "small (32 trees), medium (64) or large (256, four times as slow). Default: medium.")
    private Size size = Size.MEDIUM;

    @Option(
            names = "--features",
            paramLabel = "FEATURES",
            converter = FeaturesConverter.class,
            description = "What it sees: reference (as CharBoundary) or extended (also words and lines). Default:"
                    + " extended.")
    private CharBoundaryFeatures features = CharBoundaryFeatures.EXTENDED;

    @Option(names = "--trees", paramLabel = "N", description = "How many trees. Default: by size.")
    private @Nullable Integer trees;

    @Option(names = "--depth", paramLabel = "N", description = "How deep trees may be. Default: by size.")
    private @Nullable Integer depth;

    @Option(
            names = "--abbreviations",
            paramLabel = "FILE",
            description = "Abbreviations that it knows, one a line; lines that begin with # are left out.")
    private @Nullable Path abbreviations;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            description =
                    "Keep a share of the texts from training, choose the threshold by them and tell how good the model"
                            + " is. Default: 0, and threshold 0.5.")
    private double validation;

    @Option(
            names = "--threshold",
            paramLabel = "PROBABILITY",
            description = "How probable an end must be for the model, 0 to 1. Default: what --validation finds.")
    private @Nullable Double threshold;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all that is random. Default: 0.")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many threads work; the model does not depend on it. Default: as many as there are cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write how important each feature is, parted by tabs.")
    private @Nullable Path report;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            required = true,
            description = "The file for the model; replaced if it exists.")
    private Path output = Path.of("");

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "JSONL files (also .gz, .zst, .xz and .bz2).")
    private List<Path> inputs = List.of();

    SentencesTrainForestCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        CharBoundaryTrainer trainer = new CharBoundaryTrainer(options());
        new Outputs(spec).add("--output", output).add("--report", report).check(inputs);
        for (Path input : inputs) {
            try (AnnotatedTextReader reader = new AnnotatedTextReader(input)) {
                for (AnnotatedText text; (text = reader.next()) != null; ) {
                    trainer.add(text);
                }
            }
        }
        CharBoundaryModel model = train(trainer);
        CharBoundaryReport learned = trainer.report();
        shell.save(() -> model.save(output));
        if (report != null) {
            Path file = report;
            shell.save(() -> write(learned, file));
        }
        tell(model, learned);
        return 0;
    }

    private CharBoundaryModel train(CharBoundaryTrainer trainer) throws IOException {
        try {
            CharBoundaryModel model = trainer.train();
            return threshold == null ? model : model.withThreshold(threshold);
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void tell(CharBoundaryModel model, CharBoundaryReport learned) {
        shell.err()
                .println(String.format(
                        Locale.ROOT,
                        "Read %,d texts with %,d sentences, grew %,d trees of %,d nodes; threshold %.3f.",
                        learned.texts(),
                        learned.ends(),
                        model.trees(),
                        model.nodes(),
                        model.threshold()));
        if (validation > 0) {
            CharBoundaryReport.Score score = learned.validation();
            shell.err()
                    .println(String.format(
                            Locale.ROOT,
                            "Of texts that were kept from training: precision %.4f, recall %.4f, F1 %.4f.",
                            score.precision(),
                            score.recall(),
                            score.f1()));
        }
    }

    private CharBoundaryTrainerOptions options() throws IOException {
        CharBoundaryTrainerOptions.Builder options = size.options();
        if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
            throw new ParameterException(spec.commandLine(), "threshold is " + threshold + ", expected 0 to 1");
        }
        try {
            options.features(features).validation(validation).seed(seed).threads(threads);
            if (trees != null) {
                options.trees(trees);
            }
            if (depth != null) {
                options.depth(depth);
            }
            if (abbreviations != null) {
                options.abbreviations(ForestModels.lines(abbreviations).stream()
                        .map(ForestModels::withPeriod)
                        .toList());
            }
            return options.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void write(CharBoundaryReport learned, Path file) throws IOException {
        AtomicFile.write(file, out -> {
            PrintWriter lines = new PrintWriter(out, false, StandardCharsets.UTF_8);
            learned.importances().forEach((feature, importance) -> lines.print(feature + "\t" + importance + "\n"));
            lines.flush();
            if (lines.checkError()) {
                throw new IOException(file + ": cannot be written");
            }
        });
    }

    /** Reads the name of a size. */
    static final class SizeConverter extends ConstantConverter<Size> {
        SizeConverter() {
            super(Size.values());
        }
    }

    /** Reads the name of features. */
    static final class FeaturesConverter extends ConstantConverter<CharBoundaryFeatures> {
        FeaturesConverter() {
            super(CharBoundaryFeatures.values());
        }
    }
}
