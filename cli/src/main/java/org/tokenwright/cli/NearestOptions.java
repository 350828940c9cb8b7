package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.tokenwright.embeddings.fasttext.NearestWords;
import org.tokenwright.embeddings.fasttext.SimilarWord;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Among whose words the nearest are looked for, and how many of them. */
final class NearestOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private WordModelOptions model = new WordModelOptions();

    @Option(names = "-k", paramLabel = "N", description = "Words at most. Default: 10.")
    private int k = 10;

    NearestWords words() throws IOException {
        if (k < 1) {
            throw new ParameterException(spec.commandLine(), "-k is " + k + ", expected at least 1");
        }
        return model.load().nearest(model.words(), Integer.MAX_VALUE);
    }

    /** Searches, which fails for a word that has no vector. */
    static List<SimilarWord> search(Supplier<List<SimilarWord>> search) throws IOException {
        try {
            return search.get();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    int k() {
        return k;
    }

    /** Prints a line for each word. */
    static void print(List<SimilarWord> similar, Shell shell) throws IOException {
        for (SimilarWord word : similar) {
            String line = String.format(Locale.ROOT, "%s %.6f%n", word.word(), word.similarity());
            shell.out().write(line.getBytes(StandardCharsets.UTF_8));
        }
    }
}
