package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.fasttext.NearestWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the fourth word of an analogy. */
@Command(
        name = "analogies",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the words that are nearest to A - B + C: what is to C as A is to B.",
            "",
            "Prints a line for each, with the cosine.",
        },
        footer = {"", "Example:", "  tokenwright vectors analogies -m words.bin berlin germany france"})
final class VectorsAnalogiesCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "The model, a file .bin or .ftz.")
    private Path model = Path.of("");

    @Option(names = "-k", paramLabel = "N", description = "Words at most. Default: 10.")
    private int k = 10;

    @Parameters(paramLabel = "WORD", arity = "3", description = "A, B and C, known or not.")
    private List<String> words = List.of();

    VectorsAnalogiesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (k < 1) {
            throw new ParameterException(spec.commandLine(), "-k is " + k + ", expected at least 1");
        }
        NearestWords nearest = new NearestWords(FastTextModel.load(model));
        VectorsNnCommand.print(nearest.analogies(words.get(0), words.get(1), words.get(2), k), shell);
        return 0;
    }
}
