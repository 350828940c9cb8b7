package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.fasttext.FastTextOptions;
import org.tokenwright.embeddings.fasttext.FastTextTuner;
import org.tokenwright.embeddings.fasttext.TunedOption;
import org.tokenwright.embeddings.fasttext.TuningMetric;
import org.tokenwright.embeddings.fasttext.TuningOptions;
import org.tokenwright.embeddings.fasttext.TuningResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Searches the options of a classifier. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description = {
            "Searches the options with which a classifier is best on a validation file.",
            "",
            "Options that are given stay as they are. Prints what was found; -autotune-modelsize quantizes the model.",
            "With --trials and -thread 1, and without a duration, the same seed finds the same.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright classify tune -o topics.bin -autotune-validation topics.valid.txt topics.txt",
            "  tokenwright classify tune -o topics.ftz -autotune-validation topics.valid.txt -autotune-modelsize 2M \\",
            "      -autotune-duration 600 -loss hs topics.txt",
        })
final class ClassifyTuneCommand implements Callable<Integer> {
    private static final Map<String, TunedOption> TUNED = Map.of(
            "-epoch", TunedOption.EPOCHS,
            "-lr", TunedOption.LEARNING_RATE,
            "-dim", TunedOption.DIMENSION,
            "-wordNgrams", TunedOption.WORD_NGRAMS,
            "-minn", TunedOption.CHARACTER_NGRAMS,
            "-maxn", TunedOption.CHARACTER_NGRAMS,
            "-bucket", TunedOption.BUCKETS);

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "-autotune-validation",
            paramLabel = "FILE",
            required = true,
            description = "Lines with labels, on which models are compared.")
    private Path validation = Path.of("");

    @Option(
            names = "-autotune-metric",
            paramLabel = "METRIC",
            description =
                    "f1, f1:LABEL, precisionAtRecall:30, recallAtPrecision:30, both perhaps with :LABEL. Default: f1.")
    private String metric = TuningMetric.F1.toString();

    @Option(
            names = "-autotune-predictions",
            paramLabel = "N",
            description = "Labels that are predicted for each line. Default: 1.")
    private int predictions = 1;

    @Option(
            names = "-autotune-duration",
            paramLabel = "SECONDS",
            description = "How long to search. Default: 300, or as long as --trials take.")
    private @Nullable Integer seconds;

    @Option(names = "--trials", paramLabel = "N", description = "Models to try at most. Default: any number.")
    private @Nullable Integer trials;

    @Option(
            names = "-autotune-modelsize",
            paramLabel = "BYTES",
            converter = SizeConverter.class,
            description = "Quantize to a file of this size: 500k, 2M, 1G.")
    private @Nullable Long size;

    @Mixin
    private FastTextTraining training = new FastTextTraining();

    ClassifyTuneCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        training.run(FastTextOptions.supervised(), shell, List.of(validation), (first, corpus, progress) -> {
            TuningResult result = new FastTextTuner(options(first)).tune(corpus, validation, progress);
            String width = size == null ? "" : " -dsub " + result.partWidth();
            String text = String.format(
                    Locale.ROOT,
                    "%s\t%.4f%ntrials\t%d%nskipped\t%d%noptions\t%s%s%n",
                    metric,
                    result.score(),
                    result.trials(),
                    result.skipped(),
                    result.options(),
                    width);
            shell.out().write(text.getBytes(StandardCharsets.UTF_8));
            return result.model();
        });
        return 0;
    }

    private TuningOptions options(FastTextOptions first) {
        try {
            TuningOptions.Builder options =
                    TuningOptions.builder(first).metric(TuningMetric.of(metric)).predictions(predictions);
            if (seconds != null) {
                options.duration(Duration.ofSeconds(seconds));
            }
            if (trials != null) {
                options.trials(trials);
            }
            if (size != null) {
                options.modelSize(size);
            }
            TUNED.forEach((name, option) -> {
                if (spec.commandLine().getParseResult().hasMatchedOption(name)) {
                    options.fix(option);
                }
            });
            return options.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
