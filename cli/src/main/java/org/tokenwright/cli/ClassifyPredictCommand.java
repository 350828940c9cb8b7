package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tokenwright.embeddings.fasttext.FastTextPredictor;
import org.tokenwright.embeddings.fasttext.Prediction;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
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

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..1",
            description = "The texts, which may be compressed, or - for standard input, the default.")
    private String input = ReaderOptions.STANDARD_INPUT;

    ClassifyPredictCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        FastTextPredictor predictor = classifier.predictor();
        TextSource.Builder source = TextSource.builder().format(TextFormat.LINES_WITH_ENDS);
        if (input.equals(ReaderOptions.STANDARD_INPUT)) {
            source.stream("standard input", shell.in());
        } else {
            source.path(Path.of(input));
        }
        try (DocumentReader lines = source.build().open()) {
            for (Document line; (line = lines.next()) != null; ) {
                List<Prediction> predicted = predictor.predict(
                        line.bytes(), line.start(), line.end(), classifier.most(), classifier.threshold());
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
