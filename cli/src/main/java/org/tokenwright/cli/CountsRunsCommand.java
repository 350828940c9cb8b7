package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.train.CorpusCounts;
import org.tokenwright.tokenizers.train.TrainerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Counts the runs of words in a text. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description =
                "Counts the runs of words in a text, in the tokens of a model that `train --words-only` has made, into a"
                        + " file for `train --words`.",
        footer = {
            "",
            "Example:",
            "  tokenwright counts runs -m words.model -o books.runs books.jsonl.zst",
        })
final class CountsRunsCommand implements Callable<Integer> {
    /** Counting has no size of a vocabulary. */
    static final int ANY_SIZE = 256;

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "WORDS",
            required = true,
            description = "The model of words.")
    private Path model = Path.of("");

    @Option(
            names = "--merge-rule",
            paramLabel = "RULE",
            description =
                    "Which pretokens may become parts of superwords: simple (those with a letter) or improved (letters,"
                            + " space, underscore and apostrophes only). Default: simple.")
    private MergeRule mergeRule = MergeRule.SIMPLE;

    @Mixin
    private CountingOptions counting = new CountingOptions();

    CountsRunsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        BpeModel words = BpeModel.load(model);
        TrainerOptions options = options(words);
        counting.count(
                shell, (source, target, listener) -> CorpusCounts.countRuns(source, words, options, target, listener));
        return 0;
    }

    private TrainerOptions options(BpeModel words) {
        try {
            return TrainerOptions.builder(ANY_SIZE, words.pretokenizer())
                    .mergeRule(mergeRule)
                    .threads(counting.threads())
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
