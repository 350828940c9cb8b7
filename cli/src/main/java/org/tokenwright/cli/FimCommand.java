package org.tokenwright.cli;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.infilling.FimFormat;
import org.tokenwright.tokenizers.infilling.FimOrder;
import org.tokenwright.tokenizers.infilling.FimTransformer;
import org.tokenwright.tokenizers.infilling.SubTokenRate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Cuts documents for infilling. */
@Command(
        name = "fim",
        mixinStandardHelpOptions = true,
        description = {
            "Cuts documents into prefix, middle and suffix, and writes them in an order in which a model learns to fill in the"
                    + " middle.",
            "",
            "The output is JSONL, one object for each document, in order: {\"text\":\"...\"}, or with --model {\"ids\":[...]},"
                    + " where no text, whatever it holds, gives the id of a special token. Documents that are not cut stay as"
                    + " they are. With --model it is also said how many documents are cut inside a token.",
            "",
            "A document is cut in one way for one seed and number of the document among those read.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright fim --style starcoder code.jsonl > fim.jsonl",
            "  tokenwright fim --style starcoder --mode se --seed 7 --model starcoder/tokenizer.json code.jsonl > ids.jsonl",
            "  tokenwright fim --style deepseek-coder --rate 0.5 --spm-rate 0.5 --format text -o fim.jsonl 'src/**/*.py'",
            "  echo 'the quick brown fox' | tokenwright fim --style codestral --mode spm --rate 1",
        })
final class FimCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** How samples are made. */
    enum Mode {
        /** The prefix first. */
        PSM,
        /** The suffix first. */
        SPM,
        /** By whole lines, with constraints. */
        SE
    }

    @Option(
            names = "--style",
            paramLabel = "NAME",
            required = true,
            completionCandidates = Styles.class,
            description = "The family of models whose special tokens are written: ${COMPLETION-CANDIDATES}.")
    private String style = "";

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "psm (prefix, suffix, middle), spm (suffix, prefix, middle) or se (FIM-SE: the middle in whole"
                            + " lines, and what is around it in its lines as constraints). Default: psm.")
    private Mode mode = Mode.PSM;

    @Option(
            names = "--rate",
            paramLabel = "SHARE",
            description = "The share of documents that is cut. Default: ${DEFAULT-VALUE}.")
    private double rate = 0.9;

    @Option(
            names = "--spm-rate",
            paramLabel = "SHARE",
            description = "In the modes psm and se, the share of those that are cut whose suffix comes first."
                    + " Default: ${DEFAULT-VALUE}.")
    private double spmRate;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "Write ids instead of text. The model: " + ModelOptions.MODEL
                    + "; it must have the special tokens of the style.")
    private @Nullable String model;

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to be written, replaced if it exists. Default: standard output.")
    private @Nullable Path output;

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input, the"
                    + " default.")
    private List<String> inputs = List.of(ReaderOptions.STANDARD_INPUT);

    FimCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        TextSource source = reading.source(inputs, shell);
        List<Path> read = new ArrayList<>(source.files());
        if (model != null) {
            read.add(Path.of(model));
        }
        new Outputs(spec).add("--output", output).check(read);
        FimFormat format;
        FimTransformer transformer;
        try {
            format = FimFormat.of(style);
            transformer = FimTransformer.of(rate, suffixFirst(), reading.seed());
        } catch (IllegalArgumentException e) {
            throw usage(e);
        }
        checkOrders(format);
        @Nullable Tokenizer tokenizer = model == null ? null : loading.tokenizer(model);
        FimSamples samples;
        try {
            samples = new FimSamples(format, transformer, mode == Mode.SE, tokenizer);
        } catch (IllegalArgumentException e) {
            throw usage(e);
        }
        if (output == null) {
            write(source, samples, shell.out());
        } else {
            Path file = output;
            shell.save(() -> AtomicFile.write(file, out -> write(source, samples, out)));
        }
        @Nullable SubTokenRate cuts = samples.cuts();
        print(
                "Cut %,d of %,d document%s%s.",
                samples.cut(),
                samples.documents(),
                samples.documents() == 1 ? "" : "s",
                cuts == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %,d of them (%.1f %%) inside a token",
                                cuts.broken(),
                                100 * cuts.rate()));
        return 0;
    }

    private void write(TextSource source, FimSamples samples, OutputStream out) throws IOException {
        try (DocumentReader reader = source.open();
                FimWriter writer = new FimWriter(out)) {
            for (Document document; (document = reader.next()) != null; ) {
                try {
                    samples.write(document.text(), writer);
                } catch (IllegalArgumentException e) {
                    throw new IOException(document.source() + ", line " + document.line() + ": " + e.getMessage(), e);
                }
            }
            if (reader.skipped() > 0) {
                print("tokenwright: passed over %,d malformed documents", reader.skipped());
            }
        }
    }

    private double suffixFirst() {
        if (mode != Mode.SPM) {
            return spmRate;
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--spm-rate")) {
            throw new ParameterException(spec.commandLine(), "--spm-rate has no meaning for --mode spm");
        }
        return 1;
    }

    private void checkOrders(FimFormat format) {
        boolean lines = mode == Mode.SE;
        double suffixFirst = suffixFirst();
        if (suffixFirst < 1 && !format.has(FimOrder.PSM, lines)) {
            throw new ParameterException(
                    spec.commandLine(), style + " has no samples of mode " + name(mode) + ", only of spm");
        }
        if (suffixFirst > 0 && !format.has(FimOrder.SPM, lines)) {
            throw new ParameterException(spec.commandLine(), style + " has no samples whose suffix comes first");
        }
    }

    private static String name(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private ParameterException usage(IllegalArgumentException problem) {
        return new ParameterException(spec.commandLine(), String.valueOf(problem.getMessage()), problem);
    }

    @FormatMethod
    private void print(String format, Object... values) {
        shell.err().println(String.format(Locale.ROOT, format, values));
    }

    /** The names of styles, for the help. */
    static final class Styles implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return FimFormat.names().iterator();
        }
    }
}
