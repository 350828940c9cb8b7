package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands that count a text have in common. */
final class CountingOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads work; the file does not depend on it. Default: as many as there are cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

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

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input.")
    private List<String> inputs = List.of();

    /** Counts a text into a file. */
    @FunctionalInterface
    interface Counter {
        void count(TextSource source, Path target, ProgressListener listener) throws IOException;
    }

    int threads() {
        return threads;
    }

    /** Checks the files and has the text counted. */
    void count(Shell shell, Counter counter) throws IOException {
        TextSource source = reading.source(inputs, shell);
        new Outputs(spec).add("--output", output).check(source.files());
        try (ProgressLine progress = ProgressLine.on(shell)) {
            counter.count(source, output, quiet ? ProgressListener.NONE : progress);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
