package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.codelength.AdaptiveNgramModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells which model is better for a text. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Tells which model is better for a text: bytes per token, tokens per word, R\u00e9nyi efficiency (of order 2.5),"
                    + " share of superwords, unused vocabulary, stability under edits of one character, and speed.",
            "",
            "With --code-length, also bits per byte: how many an ideal coder needs that predicts each token from those before it"
                    + " by an adaptive n-gram model, with and without the bits of the vocabulary. It says how predictable the"
                    + " tokens are for n-grams, and nothing of language models. It takes up to 300 MB for each model.",
            "",
            "With --label, JSON lines, csv, tsv and parquet are told apart by what they say of themselves, their language"
                    + " for instance; files are told apart anyway. To hold text out of training, train with --sample 0.9"
                    + " and evaluate with --sample 0.9-1 and the same --seed.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright evaluate --model books.model held-out.txt",
            "  tokenwright evaluate -m small.model -m large.model --code-length --order 3 --format text book.txt",
            "  tokenwright evaluate -m bpe.model -m boundless.model --label /lang --html report.html corpus/",
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final int DEFAULT_ORDER = 5;

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "A model: " + ModelOptions.MODEL + "; may be given more than once.")
    private List<String> models = new ArrayList<>();

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Option(names = "--code-length", description = "Also measure bits per byte.")
    private boolean codeLength;

    @Option(
            names = "--order",
            paramLabel = "K",
            description = "Predict from the last 0 to K tokens for --code-length, K 0 to "
                    + AdaptiveNgramModel.MAX_ORDER + ". Default: " + DEFAULT_ORDER + ".")
    private @Nullable Integer order;

    @Option(names = "--json", description = "Print a JSON object instead of tables.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with plots.")
    private @Nullable Path html;

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input.")
    private List<String> inputs = List.of();

    EvaluateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        int measured = order();
        TextSource source = reading.source(inputs, shell);
        new Outputs(spec)
                .add("--html", html)
                .check(Stream.concat(models.stream().map(Path::of), source.files().stream())
                        .toList());
        List<Candidate> candidates = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String model : models) {
            Tokenizer loaded = loading.tokenizerOfSeveral(model);
            String name = String.valueOf(Path.of(model).getFileName()).replaceFirst("\\.(model|tiktoken)$", "");
            candidates.add(new Candidate(names.add(name) ? name : model, loaded, measured));
        }
        Evaluation evaluation = evaluate(candidates, source);
        if (evaluation.all().documents() == 0) {
            throw new IOException("there is no text in " + String.join(", ", inputs) + ": no document was read");
        }
        reading.warnOfLabels(evaluation.labels().isEmpty(), shell);
        if (json) {
            new EvaluationJson(evaluation).write(shell.out());
        } else {
            shell.out().write(new EvaluationTable(evaluation).text().getBytes(StandardCharsets.UTF_8));
        }
        if (html != null) {
            new EvaluationPage(evaluation).page().write(html, shell);
        }
        return 0;
    }

    private int order() {
        if (order == null) {
            return codeLength ? DEFAULT_ORDER : Candidate.NO_ORDER;
        }
        if (!codeLength) {
            throw new ParameterException(spec.commandLine(), "--order goes with --code-length only");
        }
        if (order < 0 || order > AdaptiveNgramModel.MAX_ORDER) {
            throw new ParameterException(
                    spec.commandLine(), "--order is " + order + ", expected 0 to " + AdaptiveNgramModel.MAX_ORDER);
        }
        return order;
    }

    private Evaluation evaluate(List<Candidate> candidates, TextSource source) throws IOException {
        try (ProgressLine progress = ProgressLine.on(shell)) {
            return Evaluation.of(candidates, source, reading.seed(), progress);
        }
    }
}
