package org.tokenwright.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.CorpusCounts;
import org.tokenwright.tokenizers.train.TrainerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Counts the pretokens of a text. */
@Command(
        name = "pretokens",
        mixinStandardHelpOptions = true,
        description = "Counts the pretokens of a text into a file, for `train --words-only` and `train --type bpe"
                + " --words-only`.",
        footer = {
            "",
            "Example:",
            "  tokenwright counts pretokens -o books.pretokens books.jsonl.zst",
        })
final class CountsPretokensCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--pattern",
            paramLabel = "NAME|REGEX",
            completionCandidates = TrainCommand.PatternNames.class,
            description =
                    "The pretokenizer: a name (${COMPLETION-CANDIDATES}) or a regular expression in Java's syntax."
                            + " Default: ${DEFAULT-VALUE}.")
    private String pattern = "gpt4o";

    @Option(
            names = "--normalize",
            paramLabel = "FORM",
            description = "What is done to a text first: none or nfc. Default: none.")
    private Normalization normalization = Normalization.NONE;

    @Mixin
    private CountingOptions counting = new CountingOptions();

    CountsPretokensCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        TrainerOptions options = options();
        counting.count(
                shell, (source, target, listener) -> CorpusCounts.countPretokens(source, options, target, listener));
        return 0;
    }

    private TrainerOptions options() {
        try {
            return TrainerOptions.builder(CountsRunsCommand.ANY_SIZE, Pretokenizers.of(pattern))
                    .normalization(normalization)
                    .threads(counting.threads())
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
