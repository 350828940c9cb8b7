package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tokenwright.embeddings.fasttext.FastTextEvaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells how well a classifier predicts given labels. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Predicts the labels of lines with labels, and compares them.",
            "",
            "Prints how many lines have a known label, which part of the predicted labels is right (P), and which part of"
                    + " the labels is predicted (R).",
        },
        footer = {"", "Example:", "  tokenwright classify test -m topics.bin -k 3 topics.test.txt"})
final class ClassifyTestCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private ClassifierOptions classifier = new ClassifierOptions();

    @Parameters(paramLabel = "INPUT", arity = "1", description = "One text a line, with its labels in it.")
    private Path input = Path.of("");

    ClassifyTestCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        FastTextEvaluation result = classifier.predictor().evaluate(input, classifier.most(), classifier.threshold());
        if (result.examples() == 0) {
            throw new IOException(input + ": no line has a label that the model knows");
        }
        String text = String.format(
                Locale.ROOT,
                "N\t%d%nP@%s\t%.4f%nR@%s\t%.4f%n",
                result.examples(),
                classifier.k(),
                result.precision(),
                classifier.k(),
                result.recall());
        shell.out().write(text.getBytes(StandardCharsets.UTF_8));
        return 0;
    }
}
