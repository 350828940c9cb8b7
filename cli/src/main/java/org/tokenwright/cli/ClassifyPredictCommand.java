package org.tokenwright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tokenwright.embeddings.fasttext.FastTextPredictor;
import org.tokenwright.embeddings.fasttext.Prediction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts labels of lines. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Predicts labels of texts, one a line: the most probable first, parted by spaces.",
            "",
            "A line of which the model knows nothing gives an empty line.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright classify predict -m lid.176.ftz questions.txt",
            "  echo 'Where is the well?' | tokenwright classify predict -m lid.176.ftz -k 3 --probabilities",
        })
final class ClassifyPredictCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private ClassifierOptions classifier = new ClassifierOptions();

    @Option(names = "--probabilities", description = "Print the probability behind each label.")
    private boolean probabilities;

    @Option(
            names = "--reference-probabilities",
            description = "Print probabilities as fastText has them, which may be above 1.")
    private boolean referenceProbabilities;

    @Parameters(paramLabel = "INPUT", arity = "0..1", description = "The texts, or - for standard input, the default.")
    private String input = ReaderOptions.STANDARD_INPUT;

    ClassifyPredictCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        FastTextPredictor predictor = classifier.predictor();
        boolean standard = input.equals(ReaderOptions.STANDARD_INPUT);
        try (InputStream in = standard ? shell.in() : Files.newInputStream(Path.of(input))) {
            ByteLines lines = new ByteLines(in, standard ? "standard input" : input);
            while (lines.next()) {
                List<Prediction> predicted = predictor.predict(
                        lines.bytes(), lines.start(), lines.end(), classifier.most(), classifier.threshold());
                shell.out().write(text(predicted).getBytes(StandardCharsets.UTF_8));
            }
        }
        return 0;
    }

    private String text(List<Prediction> predictions) {
        StringBuilder text = new StringBuilder();
        for (Prediction prediction : predictions) {
            text.append(text.isEmpty() ? "" : " ").append(prediction.label());
            if (referenceProbabilities) {
                text.append(' ').append(prediction.referenceProbability());
            } else if (probabilities) {
                text.append(String.format(Locale.ROOT, " %.6f", prediction.probability()));
            }
        }
        return text.append('\n').toString();
    }
}
