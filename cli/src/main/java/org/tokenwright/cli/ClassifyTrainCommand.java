package org.tokenwright.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.tokenwright.embeddings.fasttext.FastTextOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains a classifier. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a classifier from lines with labels: words that begin with __label__.",
            "",
            "Does what `fasttext supervised` does; with --reproducible to the last byte.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright classify train -o topics.bin -lr 0.5 -epoch 25 -wordNgrams 2 topics.txt",
            "  tokenwright classify train -o newer.bin --continue topics.bin new-topics.txt",
            "  tokenwright classify train -o tags.bin -loss ova -minn 2 -maxn 5 tags.txt",
        })
final class ClassifyTrainCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private FastTextTraining training = new FastTextTraining();

    ClassifyTrainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        training.run(FastTextOptions.supervised(), shell);
        return 0;
    }
}
