package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the vectors of a model as text. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes the vectors of all words of a model as text, as fastText writes .vec.",
        footer = {"", "Example:", "  tokenwright vectors convert -m words.bin -o words.vec"})
final class VectorsConvertCommand implements Callable<Integer> {
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

    @Option(names = "--output-rows", description = "Write the vectors by which labels or words are predicted instead.")
    private boolean outputRows;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The file for the vectors, by custom .vec; replaced if it exists.")
    private Path output = Path.of("");

    VectorsConvertCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        new Outputs(spec).add("--output", output).check(List.of(model));
        FastTextModel loaded = FastTextModel.load(model);
        shell.save(() -> {
            if (outputRows) {
                loaded.saveOutput(output);
            } else {
                loaded.saveVectors(output);
            }
        });
        return 0;
    }
}
