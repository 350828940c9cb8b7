package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.fasttext.FastTextLoss;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.fasttext.FastTextOptions;
import org.tokenwright.embeddings.fasttext.FastTextTask;
import org.tokenwright.embeddings.fasttext.FastTextTrainer;
import org.tokenwright.embeddings.fasttext.TrainingDivergedException;
import org.tokenwright.embeddings.fasttext.TuningFailedException;
import org.tokenwright.text.ProgressListener;
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
    private @Nullable Integer dimension;

    @Option(names = "-ws", paramLabel = "N", description = "Words around a word at most. Default: 5.")
    private @Nullable Integer windowSize;

    @Option(names = "-epoch", paramLabel = "N", description = "Passes over the corpus. Default: 5.")
    private @Nullable Integer epochs;

    @Option(
            names = "-minCount",
            paramLabel = "N",
            description = "How often words must occur. Default: 5, 1 for classifiers.")
    private @Nullable Integer minCount;

    @Option(names = "-minCountLabel", paramLabel = "N", description = "How often labels must occur. Default: 0.")
    private int minLabelCount;

    @Option(names = "-neg", paramLabel = "N", description = "Draws of negative sampling. Default: 5.")
    private @Nullable Integer negatives;

    @Option(names = "-wordNgrams", paramLabel = "N", description = "Longest n-gram of words. Default: 1.")
    private @Nullable Integer wordNgrams;

    @Option(
            names = "-loss",
            paramLabel = "LOSS",
            converter = LossConverter.class,
            description = "ns, hs, softmax or ova. Default: ns, softmax for classifiers.")
    private @Nullable FastTextLoss loss;

    @Option(names = "-bucket", paramLabel = "N", description = "Rows that n-grams share. Default: 2000000.")
    private @Nullable Integer buckets;

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

    @Option(
            names = "-mode",
            paramLabel = "MODE",
            description =
                    "fasttext or floret, where words have no rows of their own but -hashCount of -bucket rows that"
                            + " all share, of which 50000 are often enough. Default: fasttext.")
    private String mode = "fasttext";

    @Option(
            names = "-hashCount",
            paramLabel = "N",
            description = "Rows of each word and n-gram with -mode floret, 1 to 4. Default: 1.")
    private @Nullable Integer hashes;

    @Option(names = "-thread", paramLabel = "N", description = "Threads. Default: one for each processor.")
    private @Nullable Integer threads;

    @Option(
            names = "-lrUpdateRate",
            paramLabel = "N",
            description = "Tokens between changes of the rate. Default: 100.")
    private @Nullable Integer updateRate;

    @Option(names = "-t", paramLabel = "X", description = "Threshold of the sampling of words. Default: 0.0001.")
    private @Nullable Float sampling;

    @Option(names = "-label", paramLabel = "PREFIX", description = "With what labels begin. Default: __label__.")
    private String labelPrefix = FastTextModel.LABEL_PREFIX;

    @Option(names = "-seed", paramLabel = "N", description = "Seed of everything random. Default: 0.")
    private int seed;

    @Option(names = "-pretrainedVectors", paramLabel = "FILE", description = "Vectors (.vec) to begin with.")
    private @Nullable Path pretrained;

    @Option(
            names = "--continue",
            paramLabel = "MODEL",
            description =
                    "Go on with a model (.bin); what it does not know is added. It sets the defaults of all options.")
    private @Nullable Path start;

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

    /** Makes a model of a corpus. */
    interface Trainer {
        /**
         * Makes a model.
         *
         * @param options what and how it learns
         * @param corpus the file
         * @param progress hears of the progress
         */
        FastTextModel train(FastTextOptions options, Path corpus, ProgressListener progress) throws IOException;
    }

    /** Trains and saves a model. */
    void run(FastTextOptions.Builder options, Shell shell) throws IOException {
        run(options, shell, List.of(), (built, text, progress) -> new FastTextTrainer(built).train(text, progress));
    }

    /** Trains a model, for which further files are read, and saves it. */
    void run(FastTextOptions.Builder options, Shell shell, List<Path> further, Trainer trainer) throws IOException {
        List<Path> read = new ArrayList<>(further);
        read.add(corpus);
        if (start != null) {
            read.add(start);
        }
        if (pretrained != null) {
            read.add(pretrained);
        }
        new Outputs(spec).add("--output", output).check(read);
        FastTextOptions built = options(start == null ? options : continuing(start, options));
        FastTextModel model;
        try (ProgressLine progress = ProgressLine.on(shell)) {
            model = trainer.train(built, corpus, progress);
        } catch (TrainingDivergedException | TuningFailedException e) {
            throw new IOException(e.getMessage(), e);
        }
        shell.save(() -> model.save(output));
    }

    private FastTextOptions.Builder continuing(Path file, FastTextOptions.Builder options) throws IOException {
        FastTextModel model = FastTextModel.load(file, labelPrefix);
        FastTextTask wanted = options.build().task();
        boolean classifies = wanted == FastTextTask.SUPERVISED;
        boolean exactly = spec.commandLine().getParseResult().hasMatchedOption("--model");
        if (exactly ? wanted != model.task() : classifies != (model.task() == FastTextTask.SUPERVISED)) {
            throw new IOException(file + ": is a model of task " + model.task() + ", expected "
                    + (exactly ? wanted : classifies ? "a classifier" : "word vectors"));
        }
        try {
            return FastTextOptions.continuing(model);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private FastTextOptions options(FastTextOptions.Builder options) {
        try {
            set(rate, value -> options.learningRate(value));
            set(minCount, options::minCount);
            set(loss, options::loss);
            set(sampling, value -> options.samplingThreshold(value));
            set(pretrained, options::pretrainedVectors);
            set(dimension, options::dimension);
            set(windowSize, options::windowSize);
            set(epochs, options::epochs);
            set(negatives, options::negatives);
            set(wordNgrams, options::wordNgrams);
            set(buckets, options::buckets);
            set(updateRate, options::updateRate);
            if (mode.equals("floret")) {
                options.floret(hashes == null ? 1 : hashes);
            } else if (!mode.equals("fasttext")) {
                throw new ParameterException(
                        spec.commandLine(), "-mode: found " + mode + ", expected fasttext or floret");
            } else if (hashes != null) {
                throw new ParameterException(spec.commandLine(), "-hashCount is for -mode floret");
            }
            if (minNgram != null || maxNgram != null) {
                boolean classifier = options.build().task() == FastTextTask.SUPERVISED;
                options.characterNgrams(
                        minNgram == null ? (classifier ? 0 : 3) : minNgram,
                        maxNgram == null ? (classifier ? 0 : 6) : maxNgram);
            }
            return options.minLabelCount(minLabelCount)
                    .threads(threads())
                    .labelPrefix(labelPrefix)
                    .seed(seed)
                    .reproducible(reproducible)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> void set(@Nullable T value, Consumer<? super T> setter) {
        if (value != null) {
            setter.accept(value);
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
