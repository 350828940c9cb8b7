package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.fasttext.FastTextModel;
import org.tokenwright.embeddings.fasttext.FastTextQuantizer;
import org.tokenwright.embeddings.fasttext.QuantizationOptions;
import org.tokenwright.embeddings.fasttext.TrainingDivergedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a model small; a command of both classifiers and word vectors. */
@Command(
        name = "quantize",
        mixinStandardHelpOptions = true,
        description = {
            "Quantizes a model: one byte for a few components of each vector, and perhaps fewer vectors.",
            "",
            "Does what `fasttext quantize` does, and that for word vectors, too.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright classify quantize -m topics.bin -o topics.ftz -qnorm -cutoff 100000",
            "  tokenwright classify quantize -m topics.bin -o topics.ftz -qnorm --size 500k --cover -input topics.txt",
            "  tokenwright vectors quantize -m words.bin -o words.ftz -qnorm -dsub 5",
        })
final class FastTextQuantizeCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "The model, a file .bin.")
    private Path model = Path.of("");

    @Option(names = "-dsub", paramLabel = "N", description = "Components that share a byte. Default: 2.")
    private int partWidth = 2;

    @Option(names = "-qnorm", description = "Give the lengths of vectors bytes of their own.")
    private boolean norms;

    @Option(names = "-qout", description = "Quantize the output, too.")
    private boolean quantizesOutput;

    @Option(names = "-cutoff", paramLabel = "N", description = "Keep so many words and n-grams. Default: 0, all.")
    private int cutoff;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            converter = SizeConverter.class,
            description = "Keep as many words and n-grams as have room in a file of this size: 500k, 2M, 1G.")
    private long size;

    @Option(
            names = "--cover",
            description =
                    "Keep a word or n-gram of each text of -input, and of the others those with the longest vectors.")
    private boolean covers;

    @Option(names = "-retrain", description = "Train the pruned classifier again, on -input.")
    private boolean retrain;

    @Option(names = "-input", paramLabel = "CORPUS", description = "The corpus for -retrain and --cover.")
    private @Nullable Path input;

    @Option(names = "-epoch", paramLabel = "N", description = "Passes of -retrain. Default: 5.")
    private int epochs = 5;

    @Option(names = "-lr", paramLabel = "RATE", description = "Learning rate of -retrain. Default: 0.05.")
    private @Nullable Float rate;

    @Option(names = "-thread", paramLabel = "N", description = "Threads of -retrain. Default: 1.")
    private int threads = 1;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The file for the small model, by custom .ftz; replaced if it exists.")
    private Path output = Path.of("");

    FastTextQuantizeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        List<Path> read = new ArrayList<>(List.of(model));
        if (input != null) {
            read.add(input);
        }
        new Outputs(spec).add("--output", output).check(read);
        FastTextQuantizer quantizer = new FastTextQuantizer(options());
        FastTextModel large = FastTextModel.load(model);
        FastTextModel small;
        try (ProgressLine progress = ProgressLine.on(shell)) {
            small = quantizer.quantize(large, progress);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        } catch (TrainingDivergedException e) {
            throw new IOException(e.getMessage(), e);
        }
        shell.save(() -> small.save(output));
        return 0;
    }

    private QuantizationOptions options() {
        if ((retrain || covers) && input == null) {
            throw usage((retrain ? "-retrain" : "--cover") + " needs -input, the corpus");
        }
        try {
            QuantizationOptions.Builder options = QuantizationOptions.builder()
                    .partWidth(partWidth)
                    .norms(norms)
                    .output(quantizesOutput)
                    .cutoff(cutoff)
                    .modelSize(size);
            if (input != null && covers) {
                options.cover(input);
            }
            if (input != null && retrain) {
                options.retrain(input, epochs, rate == null ? 0.05 : rate, threads);
            }
            return options.build();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
