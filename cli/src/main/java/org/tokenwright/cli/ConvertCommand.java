package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.formats.BoundlessV2Format;
import org.tokenwright.tokenizers.formats.ModelFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model in another format. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes a model in another format. The model may be of any format that is read.",
        footer = {
            "",
            "Examples:",
            "  tokenwright convert books.model --to v2 --output books-v2.model",
            "  tokenwright convert books-v2.model --to own --output books.model",
        })
final class ConvertCommand implements Callable<Integer> {
    private final Shell shell;

    /** What is written. */
    enum Format {
        /** Our own model file. */
        OWN,
        /** The text format "BoundlessBPE v2". */
        V2
    }

    @Parameters(paramLabel = "MODEL", description = "The model.")
    private Path input = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            required = true,
            description = "own (the model file of Tokenwright) or v2 (the text format \"BoundlessBPE v2\").")
    private Format format = Format.OWN;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The file to be written; replaced if it exists.")
    private Path output = Path.of("");

    ConvertCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        BpeModel model = ModelFormats.load(input);
        shell.save(() -> {
            switch (format) {
                case OWN -> model.save(output);
                case V2 -> BoundlessV2Format.write(model, output);
            }
        });
        return 0;
    }
}
