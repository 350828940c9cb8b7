package org.tokenwright.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokenwright.embeddings.fasttext.NearestWords;
import org.tokenwright.embeddings.fasttext.SimilarWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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

    @Mixin
    private NearestOptions nearest = new NearestOptions();

    @Parameters(paramLabel = "WORD", arity = "3", description = "A, B and C, known or not.")
    private List<String> words = List.of();

    VectorsAnalogiesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        NearestWords all = nearest.words();
        List<SimilarWord> found =
                NearestOptions.search(() -> all.analogies(words.get(0), words.get(1), words.get(2), nearest.k()));
        NearestOptions.print(found, shell);
        return 0;
    }
}
