package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.fasttext.FastTextPredictor;
import org.tokenwright.embeddings.fasttext.FastTextTask;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which classifier predicts, and how many labels. */
final class ClassifierOptions {
    private static final int ALL = -1;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "The classifier, a file .bin or .ftz.")
    private Path model = Path.of("");

    @Option(names = "-k", paramLabel = "N", description = "Labels for each text at most, -1 for all. Default: 1.")
    private int k = 1;

    @Option(names = "--threshold", paramLabel = "P", description = "The least probability, 0 to 1. Default: 0.")
    private double threshold;

    @Option(names = "-label", paramLabel = "PREFIX", description = "With what labels begin. Default: __label__.")
    private String labelPrefix = FastTextModel.LABEL_PREFIX;

    FastTextPredictor predictor() throws IOException {
        if (k < 1 && k != ALL) {
            throw new ParameterException(spec.commandLine(), "-k is " + k + ", expected at least 1, or -1 for all");
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new ParameterException(spec.commandLine(), "--threshold is " + threshold + ", expected 0 to 1");
        }
        FastTextModel loaded = FastTextModel.load(model, labelPrefix);
        if (loaded.task() != FastTextTask.SUPERVISED) {
            throw new IOException(model + ": is a model of task " + loaded.task() + ", expected a classifier");
        }
        return loaded.predictor();
    }

    int k() {
        return k;
    }

    int most() {
        return k == ALL ? Integer.MAX_VALUE : k;
    }

    double threshold() {
        return threshold;
    }
}
