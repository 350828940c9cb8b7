package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.tokenizers.train.CorpusCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds up files of counts. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = "Adds up the counts of the parts of a corpus, in any order, to the file of the whole.",
        footer = {
            "",
            "Example:",
            "  tokenwright counts merge -o all.pretokens 1.pretokens 2.pretokens",
        })
final class CountsMergeCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The file for the counts; replaced if it exists.")
    private Path output = Path.of("");

    @Option(
            names = {"-q", "--quiet"},
            description = "Print errors only.")
    private boolean quiet;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files that `counts` has made.")
    private List<Path> files = List.of();

    CountsMergeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        new Outputs(spec).add("--output", output).check(files);
        try (ProgressLine progress = ProgressLine.on(shell)) {
            CorpusCounts.merge(files, output, quiet ? ProgressListener.NONE : progress);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        return 0;
    }
}
