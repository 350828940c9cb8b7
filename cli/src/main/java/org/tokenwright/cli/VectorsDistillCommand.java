package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.fasttext.WordVectors;
import org.tokenwright.embeddings.sentence.StaticModelBuilder;
import org.tokenwright.embeddings.tensors.NpyFile;
import org.tokenwright.embeddings.tensors.TensorType;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Makes a static model of vectors. */
@Command(
        name = "distill",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a model for `vectors sentences`, and for model2vec, of vectors of words or tokens, the most frequent first.",
            "",
            "Principal components, weights, and shared directions are only made if they are asked for.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright vectors distill -m words.bin --dimension 64 --sif 1e-4 --lower-case -o sentences",
            "  tokenwright vectors distill -m hashed.floret --words words.txt --type int8 -o sentences",
            "  tokenwright vectors distill -m tokens.npy --tokenizer tokenizer.json --clusters 20000 -o sentences",
        })
final class VectorsDistillCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private WordModelOptions options = new WordModelOptions();

    @Option(
            names = "--tokenizer",
            paramLabel = "FILE",
            description = "A tokenizer.json, with whose ids MODEL, a matrix .npy, has its rows. Default: whole words.")
    private @Nullable Path tokenizer;

    @Option(names = "--lower-case", description = "Put texts in lower case before words are looked for.")
    private boolean lowercase;

    @Option(
            names = "--dimension",
            paramLabel = "N",
            description = "Keep N principal components. Default: all of a vector.")
    private @Nullable Integer dimension;

    @Option(
            names = "--sif",
            paramLabel = "A",
            description =
                    "Weigh vectors by A / (A + p), p the share of the word by Zipf's law, such as 1e-4. Default: not.")
    private @Nullable Double sif;

    @Option(
            names = "--clusters",
            paramLabel = "N",
            description = "Let words share N directions; each keeps its length. Default: each has its own.")
    private @Nullable Integer clusters;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the search for directions. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            converter = NumberTypeConverter.class,
            description = "float16, float32, float64 or int8. Default: float16.")
    private TensorType type = TensorType.F16;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "The folder for the model, made if it does not exist.")
    private Path output = Path.of("");

    VectorsDistillCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (tokenizer != null && (lowercase || options.words() != null)) {
            throw usage("--lower-case and --words are for words, not for --tokenizer");
        }
        if (tokenizer != null) {
            Path json = tokenizer;
            build(NpyFile.open(options.model()).table(), builder -> builder.write(output, json));
        } else {
            WordVectors words = options.load().words(options.words());
            List<String> texts =
                    IntStream.range(0, words.size()).mapToObj(words::word).toList();
            build(words.vectors(), builder -> builder.write(output, texts, lowercase));
        }
        return 0;
    }

    /** Writes a model. */
    private interface Writer {
        void write(StaticModelBuilder builder) throws IOException;
    }

    private void build(VectorTable vectors, Writer writer) throws IOException {
        try {
            StaticModelBuilder builder = StaticModelBuilder.of(vectors).type(type);
            if (dimension != null) {
                builder.dimension(dimension);
            }
            if (sif != null) {
                builder.sif(sif);
            }
            if (clusters != null) {
                builder.clusters(clusters, seed);
            }
            shell.save(() -> writer.write(builder));
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Reads the name of a type, as numpy has it. */
    static final class NumberTypeConverter implements ITypeConverter<TensorType> {
        @Override
        public TensorType convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "float16" -> TensorType.F16;
                case "float32" -> TensorType.F32;
                case "float64" -> TensorType.F64;
                case "int8" -> TensorType.I8;
                default ->
                    throw new TypeConversionException(
                            "found " + value + ", expected float16, float32, float64 or int8");
            };
        }
    }
}
