package org.tokenwright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.tokenizers.codelength.NgramCompressor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Restores a compressed file: the inverse of {@link CompressCommand}. */
@Command(
        name = "decompress",
        mixinStandardHelpOptions = true,
        description =
                "Restores a file that `compress` has made. What is damaged is refused, and nothing is written then.",
        footer = {
            "",
            "Examples:",
            "  tokenwright decompress book.tkc --output book.txt",
            "  tokenwright decompress book.tkc --model books.model --output book.txt",
        })
final class DecompressCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "The model with whose tokens the file was compressed, " + ModelOptions.MODEL + ".")
    private @Nullable String model;

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The file to be written; replaced if it exists.")
    private Path output = Path.of("");

    @Parameters(paramLabel = "INPUT", arity = "0..1", description = "The file, or - for standard input, the default.")
    private String input = ReaderOptions.STANDARD_INPUT;

    DecompressCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        new Outputs(spec).add("--output", output).check(CompressCommand.readFiles(input, model));
        NgramCompressor compressor = CompressCommand.compressor(model, loading);
        shell.save(() -> AtomicFile.write(output, out -> {
            String source = CompressCommand.source(input);
            try (InputStream in = CompressCommand.open(input, shell)) {
                compressor.decompress(in, source, out);
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        source + ": " + e.getMessage() + (model == null ? "; name its model with --model" : ""), e);
            }
        }));
        return 0;
    }
}
