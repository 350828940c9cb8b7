package org.tokenwright.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.tokenwright.embeddings.fasttext.FastTextOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains word vectors. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains word vectors from lines of words.",
            "",
            "Does what `fasttext skipgram` and `fasttext cbow` do; with --reproducible to the last byte. With -mode floret it"
                    + " does what `floret` does.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright vectors train -o words.bin corpus.txt",
            "  tokenwright vectors train -o newer.bin --continue words.bin more-text.txt",
            "  tokenwright vectors train --model cbow -o words.bin -dim 300 -maxn 0 corpus.txt",
            "  tokenwright vectors train -mode floret -hashCount 2 -bucket 50000 -o hashed.bin corpus.txt",
        })
final class VectorsTrainCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "skipgram or cbow. Default: skipgram, or as in --continue.")
    private String model = "skipgram";

    @Mixin
    private FastTextTraining training = new FastTextTraining();

    VectorsTrainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        FastTextOptions.Builder options = switch (model) {
            case "skipgram" -> FastTextOptions.skipgram();
            case "cbow" -> FastTextOptions.cbow();
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--model: found " + model + ", expected skipgram or cbow");
        };
        training.run(options, shell);
        return 0;
    }
}
