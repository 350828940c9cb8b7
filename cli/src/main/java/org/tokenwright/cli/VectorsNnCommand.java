package org.tokenwright.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokenwright.embeddings.fasttext.NearestWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Finds the words that are nearest to words. */
@Command(
        name = "nn",
        mixinStandardHelpOptions = true,
        description = "Finds the words whose vectors are nearest to that of a word: a line for each, with the cosine.",
        footer = {
            "",
            "Examples:",
            "  tokenwright vectors nn -m words.bin -k 5 garden",
            "  tokenwright vectors nn -m hashed.floret --words words.txt garden",
        })
final class VectorsNnCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private NearestOptions nearest = new NearestOptions();

    @Parameters(
            paramLabel = "WORD",
            arity = "1..*",
            description = "Words, known or not; known ones if the model is a file .vec.")
    private List<String> words = List.of();

    VectorsNnCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        NearestWords all = nearest.words();
        for (String word : words) {
            NearestOptions.print(NearestOptions.search(() -> all.neighbours(word, nearest.k())), shell);
        }
        return 0;
    }
}
