package org.tokenwright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.tokenizers.codelength.AdaptiveNgramModel;
import org.tokenwright.tokenizers.codelength.NgramCompressor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a file smaller without loss. */
@Command(
        name = "compress",
        mixinStandardHelpOptions = true,
        description = {
            "Compresses a file without loss, by an adaptive n-gram model over its bytes or over the tokens of a model. It is"
                    + " made to show what `evaluate --code-length` measures; on English it beats xz -9e.",
            "",
            "Bytes may be any. Tokens are for UTF-8 that a model gives back as it is; other text is refused.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright compress book.txt --output book.tkc",
            "  tokenwright compress book.txt --model books.model --order 2 --output book.tkc",
            "  tokenwright decompress book.tkc --output book.txt",
        })
final class CompressCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "Compress the tokens of a model, " + ModelOptions.MODEL + ". Default: compress bytes.")
    private @Nullable String model;

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Option(
            names = "--order",
            paramLabel = "K",
            description = "Predict from the last K bytes or tokens, 0 to " + AdaptiveNgramModel.MAX_ORDER
                    + ". Default: " + NgramCompressor.BYTE_ORDER + " for bytes, " + NgramCompressor.TOKEN_ORDER
                    + " for tokens.")
    private @Nullable Integer order;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The file to be written; replaced if it exists.")
    private Path output = Path.of("");

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..1",
            description = "The file, as it is, or - for standard input, the default.")
    private String input = ReaderOptions.STANDARD_INPUT;

    CompressCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        int chosen = order();
        new Outputs(spec).add("--output", output).check(readFiles(input, model));
        NgramCompressor compressor = compressor(model, loading);
        shell.save(() -> AtomicFile.write(output, out -> {
            try (InputStream in = open(input, shell)) {
                report(compressor.compress(in, out, chosen));
            } catch (IllegalArgumentException e) {
                throw new IOException(source(input) + ": " + e.getMessage(), e);
            }
        }));
        return 0;
    }

    private int order() {
        if (order == null) {
            return model == null ? NgramCompressor.BYTE_ORDER : NgramCompressor.TOKEN_ORDER;
        }
        if (order < 0 || order > AdaptiveNgramModel.MAX_ORDER) {
            throw new ParameterException(
                    spec.commandLine(), "--order is " + order + ", expected 0 to " + AdaptiveNgramModel.MAX_ORDER);
        }
        return order;
    }

    private void report(NgramCompressor.Sizes sizes) {
        shell.err()
                .println(String.format(
                        Locale.ROOT,
                        "%,d byte%s became %,d%s.",
                        sizes.text(),
                        sizes.text() == 1 ? "" : "s",
                        sizes.stream(),
                        sizes.text() == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        ", %.3f bits per byte",
                                        sizes.stream() * (double) Byte.SIZE / sizes.text())));
    }

    static NgramCompressor compressor(@Nullable String model, ModelOptions loading) throws IOException {
        return model == null ? NgramCompressor.ofBytes() : NgramCompressor.of(loading.tokenizer(model));
    }

    static List<Path> readFiles(String input, @Nullable String model) {
        List<String> files = new ArrayList<>();
        if (!input.equals(ReaderOptions.STANDARD_INPUT)) {
            files.add(input);
        }
        if (model != null) {
            files.add(model);
        }
        return files.stream().map(Path::of).toList();
    }

    /** {@return what an input is called in messages} */
    static String source(String input) {
        return input.equals(ReaderOptions.STANDARD_INPUT) ? "standard input" : input;
    }

    static InputStream open(String input, Shell shell) throws IOException {
        if (input.equals(ReaderOptions.STANDARD_INPUT)) {
            return shell.in();
        }
        Path file = Path.of(input);
        if (Files.isDirectory(file)) {
            throw new FileSystemException(input, null, "is a folder, expected a file");
        }
        return Files.newInputStream(file);
    }
}
