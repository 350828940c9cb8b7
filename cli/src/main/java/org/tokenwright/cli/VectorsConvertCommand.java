package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.fasttext.WordVectors;
import org.tokenwright.embeddings.hashing.FloretVectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the vectors of a model as text. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the vectors of all words of a model as text, as fastText writes .vec, or the table of a model of floret.",
            "",
            "A file that ends with .floret becomes such a table, which spaCy reads; any other one words with their vectors.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright vectors convert -m words.bin -o words.vec",
            "  tokenwright vectors convert -m hashed.bin -o hashed.floret",
            "  tokenwright vectors convert -m hashed.floret --words words.txt -o words.vec",
        })
final class VectorsConvertCommand implements Callable<Integer> {
    private static final String FLORET = ".floret";

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private WordModelOptions options = new WordModelOptions();

    @Option(names = "--output-rows", description = "Write the vectors by which labels or words are predicted instead.")
    private boolean outputRows;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The file for the vectors, by custom .vec, or .floret; replaced if it exists.")
    private Path output = Path.of("");

    VectorsConvertCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        new Outputs(spec).add("--output", output).check(options.files());
        WordModel loaded = options.load();
        @Nullable FastTextModel model = loaded.model();
        boolean table = output.toString().endsWith(FLORET);
        if (table || outputRows) {
            if (model == null) {
                throw usage(options.model() + " is no model, from which this is made");
            }
            if ((table && outputRows) || options.words() != null) {
                throw usage("only one of a file .floret, --output-rows and --words can be asked for");
            }
        }
        if (table && model != null) {
            FloretVectors vectors = table(model);
            shell.save(() -> vectors.write(output));
        } else if (outputRows && model != null) {
            shell.save(() -> model.saveOutput(output));
        } else if (options.words() == null && model != null) {
            shell.save(() -> model.saveVectors(output));
        } else {
            WordVectors words = loaded.words(options.words());
            shell.save(() -> words.save(output));
        }
        return 0;
    }

    private FloretVectors table(FastTextModel model) throws IOException {
        try {
            return model.floretVectors();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException(options.model() + ": " + e.getMessage(), e);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
