package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which model gives vectors of words, and of which words. */
final class WordModelOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "The vectors: a file .bin, .ftz, .vec, or .floret.")
    private Path model = Path.of("");

    @Option(
            names = "--words",
            paramLabel = "FILE",
            description = "The words, one a line, instead of those of MODEL; a table .floret has none of its own.")
    private @Nullable Path words;

    /** {@return the model, which knows words unless some are given} */
    WordModel load() throws IOException {
        WordModel loaded = WordModel.load(model);
        if (words == null && !loaded.knowsWords()) {
            throw new ParameterException(
                    spec.commandLine(), model + " is a table that knows no words, give some with --words");
        }
        return loaded;
    }

    Path model() {
        return model;
    }

    @Nullable
    Path words() {
        return words;
    }

    /** {@return the files that are read} */
    List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(model));
        if (words != null) {
            files.add(words);
        }
        return files;
    }
}
