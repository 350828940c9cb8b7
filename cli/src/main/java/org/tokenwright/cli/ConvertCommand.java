package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.formats.BoundlessV2Format;
import org.tokenwright.tokenizers.formats.LoadOptions;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.formats.WordV1Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
            "  tokenwright convert books.model --to own --special '<|user|>' --pad-to 128 --output chat.model",
        })
final class ConvertCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** What is written. */
    enum Format {
        /** Our own model file. */
        OWN,
        /** The text format "BoundlessBPE v2". */
        V2,
        /** The text format "word v1". */
        V1
    }

    @Parameters(paramLabel = "MODEL", description = "The model.")
    private Path input = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            required = true,
            description = "own (the model file of Tokenwright) v2 or v1 (the text formats \"BoundlessBPE v2\" and"
                    + " \"word v1\").")
    private Format format = Format.OWN;

    @Option(
            names = "--deletion-parts",
            paramLabel = "PARTS",
            description =
                    "What deleted tokens of a \"word v1\" file fall into, which it does not say: bytes or operands."
                            + " Default: bytes.")
    private DeletionParts deletionParts = DeletionParts.BYTES;

    @Option(
            names = "--special",
            paramLabel = "TOKEN",
            description = "Adds a special token; may be given more than once.")
    private List<String> specials = new ArrayList<>();

    @Option(
            names = "--pad-to",
            paramLabel = "N",
            description =
                    "Add reserved special tokens until all tokens are a multiple of N. Default: ${DEFAULT-VALUE}.")
    private int padTo = 1;

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
        BpeModel model = extended(ModelFormats.load(input, LoadOptions.NONE.withDeletionParts(deletionParts)));
        shell.save(() -> {
            switch (format) {
                case OWN -> model.save(output);
                case V2 -> BoundlessV2Format.write(model, output);
                case V1 -> WordV1Format.write(model, output);
            }
        });
        return 0;
    }

    private BpeModel extended(BpeModel model) {
        try {
            return model.withSpecialTokens(specials, padTo);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
