package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.fasttext.FastTextLoss;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.fasttext.FastTextOptions;
import org.tokenwright.embeddings.fasttext.FastTextTask;
import org.tokenwright.embeddings.fasttext.FastTextTrainer;
import org.tokenwright.embeddings.fasttext.TrainingDivergedException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options of fastText for training, and the training. */
final class FastTextTraining {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "-lr", paramLabel = "RATE", description = "Learning rate. Default: 0.05, 0.1 for classifiers.")
    private @Nullable Float rate;

    @Option(names = "-dim", paramLabel = "N", description = "Components of a vector. Default: 100.")
    private int dimension = 100;

    @Option(names = "-ws", paramLabel = "N", description = "Words around a word at most. Default: 5.")
    private int windowSize = 5;

    @Option(names = "-epoch", paramLabel = "N", description = "Passes over the corpus. Default: 5.")
    private int epochs = 5;

    @Option(
            names = "-minCount",
            paramLabel = "N",
            description = "How often words must occur. Default: 5, 1 for classifiers.")
    private @Nullable Integer minCount;

    @Option(names = "-minCountLabel", paramLabel = "N", description = "How often labels must occur. Default: 0.")
    private int minLabelCount;

    @Option(names = "-neg", paramLabel = "N", description = "Draws of negative sampling. Default: 5.")
    private int negatives = 5;

    @Option(names = "-wordNgrams", paramLabel = "N", description = "Longest n-gram of words. Default: 1.")
    private int wordNgrams = 1;

    @Option(
            names = "-loss",
            paramLabel = "LOSS",
            converter = LossConverter.class,
            description = "ns, hs, softmax or ova. Default: ns, softmax for classifiers.")
    private @Nullable FastTextLoss loss;

    @Option(names = "-bucket", paramLabel = "N", description = "Rows that n-grams share. Default: 2000000.")
    private int buckets = 2_000_000;

    @Option(
            names = "-minn",
            paramLabel = "N",
            description = "Shortest n-gram of characters. Default: 3, 0 for classifiers.")
    private @Nullable Integer minNgram;

    @Option(
            names = "-maxn",
            paramLabel = "N",
            description = "Longest n-gram of characters, 0 for none. Default: 6, 0 for classifiers.")
    private @Nullable Integer maxNgram;

    @Option(names = "-thread", paramLabel = "N", description = "Threads. Default: one for each processor.")
    private @Nullable Integer threads;

    @Option(
            names = "-lrUpdateRate",
            paramLabel = "N",
            description = "Tokens between changes of the rate. Default: 100.")
    private int updateRate = 100;

    @Option(names = "-t", paramLabel = "X", description = "Threshold of the sampling of words. Default: 0.0001.")
    private @Nullable Float sampling;

    @Option(names = "-label", paramLabel = "PREFIX", description = "With what labels begin. Default: __label__.")
    private String labelPrefix = FastTextModel.LABEL_PREFIX;

    @Option(names = "-seed", paramLabel = "N", description = "Seed of everything random. Default: 0.")
    private int seed;

    @Option(names = "-pretrainedVectors", paramLabel = "FILE", description = "Vectors (.vec) to begin with.")
    private @Nullable Path pretrained;

    @Option(
            names = "--reproducible",
            description = "The model that fastText makes with -thread 1, byte by byte; takes one thread.")
    private boolean reproducible;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            required = true,
            description = "The file for the model, by custom .bin; replaced if it exists.")
    private Path output = Path.of("");

    @Parameters(
            paramLabel = "CORPUS",
            arity = "1",
            description = "One text a line, words parted by spaces. Not compressed.")
    private Path corpus = Path.of("");

    /** Trains and saves a model. */
    void run(FastTextOptions.Builder options, Shell shell) throws IOException {
        FastTextOptions built = options(options);
        List<Path> read = new ArrayList<>(List.of(corpus));
        if (pretrained != null) {
            read.add(pretrained);
        }
        new Outputs(spec).add("--output", output).check(read);
        FastTextModel model;
        try (ProgressLine progress = ProgressLine.on(shell)) {
            model = new FastTextTrainer(built).train(corpus, progress);
        } catch (TrainingDivergedException e) {
            throw new IOException(e.getMessage(), e);
        }
        shell.save(() -> model.save(output));
    }

    private FastTextOptions options(FastTextOptions.Builder options) {
        try {
            if (rate != null) {
                options.learningRate(rate);
            }
            if (minCount != null) {
                options.minCount(minCount);
            }
            if (loss != null) {
                options.loss(loss);
            }
            if (sampling != null) {
                options.samplingThreshold(sampling);
            }
            if (pretrained != null) {
                options.pretrainedVectors(pretrained);
            }
            if (minNgram != null || maxNgram != null) {
                boolean classifier = options.build().task() == FastTextTask.SUPERVISED;
                options.characterNgrams(
                        minNgram == null ? (classifier ? 0 : 3) : minNgram,
                        maxNgram == null ? (classifier ? 0 : 6) : maxNgram);
            }
            return options.dimension(dimension)
                    .windowSize(windowSize)
                    .epochs(epochs)
                    .minLabelCount(minLabelCount)
                    .negatives(negatives)
                    .wordNgrams(wordNgrams)
                    .buckets(buckets)
                    .threads(threads())
                    .updateRate(updateRate)
                    .labelPrefix(labelPrefix)
                    .seed(seed)
                    .reproducible(reproducible)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int threads() {
        if (threads != null) {
            return threads;
        }
        return reproducible ? 1 : Runtime.getRuntime().availableProcessors();
    }

    /** Reads the name of a loss function. */
    static final class LossConverter implements ITypeConverter<FastTextLoss> {
        @Override
        public FastTextLoss convert(String value) {
            for (FastTextLoss loss : FastTextLoss.values()) {
                if (loss.toString().equals(value)) {
                    return loss;
                }
            }
            throw new TypeConversionException("found " + value + ", expected ns, hs, softmax or ova");
        }
    }
}
