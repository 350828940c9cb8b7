package org.tokenwright.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.transplant.ModelTransplanter;
import org.tokenwright.embeddings.transplant.TransplantMethod;
import org.tokenwright.embeddings.transplant.TransplantReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a model the tokenizer of another. */
@Command(
        name = "transplant",
        mixinStandardHelpOptions = true,
        description = {
            "Gives the model BASE the tokenizer of the model DONOR. Both are folders with tokenizer.json and"
                    + " model.safetensors, or shards with model.safetensors.index.json.",
            "",
            "Rows of the embeddings, and of the output if it is a matrix of its own, are copied for tokens that both have"
                    + " (special tokens by their role), and made for the others (--method):",
            "  omp            the donor's vector as a sum of a few shared tokens, the same sum in the base",
            "  interpolation  the nearest shared tokens, weighted by their cosine",
            "  subword        the mean of the tokens that the base makes of the text",
            "  procrustes     the donor's vector, turned into the base's space",
            "  mean, zero, random",
            "",
            "Nothing is trained. Afterwards the model should be tried, and trained a little.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright transplant llama qwen --output llama-with-qwen-tokens",
            "  tokenwright transplant llama qwen -k 32 --json --output llama-with-qwen-tokens",
            "  tokenwright transplant llama qwen --method subword --output baseline",
        })
final class TransplantCommand implements Callable<Integer> {
    private final Shell shell;

    /** The names of the methods. */
    static final class MethodNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(TransplantMethod.values())
                    .map(method -> ConstantConverter.name(method))
                    .iterator();
        }
    }

    /** Reads a method. */
    static final class MethodConverter extends ConstantConverter<TransplantMethod> {
        MethodConverter() {
            super(TransplantMethod.values());
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "BASE", description = "The folder of the model that gets a new tokenizer.")
    private Path base = Path.of("");

    @Parameters(index = "1", paramLabel = "DONOR", description = "The folder of the model whose tokenizer it gets.")
    private Path donor = Path.of("");

    @Option(
            names = "--method",
            paramLabel = "NAME",
            converter = MethodConverter.class,
            completionCandidates = MethodNames.class,
            description = "${COMPLETION-CANDIDATES}. Default: omp.")
    private TransplantMethod method = TransplantMethod.OMP;

    @Option(
            names = {"-k", "--atoms"},
            paramLabel = "N",
            defaultValue = Option.NULL_VALUE,
            description = "How many shared tokens a row is made of, by omp and interpolation. Default: 64.")
    private @Nullable Integer atoms;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = Option.NULL_VALUE,
            description = "Decides what chance decides, by random. Default: 0.")
    private @Nullable Long seed;

    @Option(
            names = "--input-tensor",
            paramLabel = "NAME",
            description = "The tensor of the embeddings in both models, if it has no usual name.")
    private @Nullable String inputTensor;

    @Option(
            names = "--output-tensor",
            paramLabel = "NAME",
            description = "The tensor of the output in both models, if it has no usual name.")
    private @Nullable String outputTensor;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "The folder of the new model; made if it does not exist, else its files are replaced.")
    private Path output = Path.of("");

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many threads work; the model does not depend on it. Default: as many as there are cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    TransplantCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        ModelTransplanter transplanter = transplanter();
        for (Path model : List.of(base, donor)) {
            requireFolder(model);
            if (Files.exists(output) && Files.isSameFile(model, output)) {
                throw usage("--output " + output + " is read by this command, and would be lost");
            }
        }
        if (Files.exists(output)) {
            requireFolder(output);
        } else {
            new Outputs(spec).add("--output", output).check(List.of());
        }
        List<TransplantReport> reports = new ArrayList<>();
        try {
            shell.save(() -> reports.add(transplanter.run(base, donor, output)));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        TransplantReport report = reports.get(0);
        report.warnings().forEach(warning -> shell.err().println("tokenwright: " + warning));
        if (json) {
            TransplantText.writeJson(report, shell.out());
        } else {
            PrintWriter out = spec.commandLine().getOut();
            TransplantText.print(report, out);
            out.flush();
        }
        return 0;
    }

    private static void requireFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
    }

    private ModelTransplanter transplanter() {
        if (atoms != null && method != TransplantMethod.OMP && method != TransplantMethod.INTERPOLATION) {
            throw usage("--atoms is without meaning for --method " + ConstantConverter.name(method));
        }
        if (seed != null && method != TransplantMethod.RANDOM) {
            throw usage("--seed is without meaning for --method " + ConstantConverter.name(method));
        }
        if (threads < 1) {
            throw usage("--threads is " + threads + ", expected 1 or more");
        }
        if (atoms != null && atoms < 1) {
            throw usage("--atoms is " + atoms + ", expected 1 or more");
        }
        ModelTransplanter.Builder builder = ModelTransplanter.builder()
                .method(method)
                .k(atoms == null ? ModelTransplanter.DEFAULT_K : atoms)
                .threads(threads)
                .seed(seed == null ? 0 : seed);
        if (inputTensor != null) {
            builder.inputName(inputTensor);
        }
        if (outputTensor != null) {
            builder.outputName(outputTensor);
        }
        return builder.build();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
