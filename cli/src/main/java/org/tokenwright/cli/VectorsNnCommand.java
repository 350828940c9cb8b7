package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.fasttext.NearestWords;
import org.tokenwright.embeddings.fasttext.SimilarWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the words that are nearest to words. */
@Command(
        name = "nn",
        mixinStandardHelpOptions = true,
        description = "Finds the words whose vectors are nearest to that of a word: a line for each, with the cosine.",
        footer = {"", "Example:", "  tokenwright vectors nn -m words.bin -k 5 garden"})
final class VectorsNnCommand implements Callable<Integer> {
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

    @Parameters(paramLabel = "WORD", arity = "1..*", description = "Words, known or not.")
    private List<String> words = List.of();

    VectorsNnCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (k < 1) {
            throw new ParameterException(spec.commandLine(), "-k is " + k + ", expected at least 1");
        }
        NearestWords nearest = new NearestWords(FastTextModel.load(model));
        for (String word : words) {
            print(nearest.neighbours(word, k), shell);
        }
        return 0;
    }

    static void print(List<SimilarWord> similar, Shell shell) throws IOException {
        for (SimilarWord word : similar) {
            String line = String.format(Locale.ROOT, "%s %.6f%n", word.word(), word.similarity());
            shell.out().write(line.getBytes(StandardCharsets.UTF_8));
        }
    }
}
