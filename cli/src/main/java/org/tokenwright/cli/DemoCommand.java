package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.TrainerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows on a sample what superwords are good for. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Trains plain BPE and BoundlessBPE on a sample, compares them on text that was held out, and writes a page about"
                    + " it. Takes less than a minute.",
            "",
            "The sample is a part of the Europarl corpus, 21 MB in eleven languages. Every 20th line is held out. The"
                    + " folder then holds train.txt and heldout.txt (a document on each line), bpe.model, boundless.model"
                    + " and index.html.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright demo",
            "  tokenwright demo --input novels.txt.gz --output novels-demo",
        })
final class DemoCommand implements Callable<Integer> {
    private static final String PATTERN = "gpt4o";

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The folder for the results, made if it does not exist. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("tokenwright-demo");

    @Option(
            names = {"-i", "--input"},
            paramLabel = "FILE",
            description =
                    "A text of your own instead of the sample, a document on each line; also .gz, .zst, .xz and .bz2.")
    private @Nullable Path input;

    @Option(
            names = "--vocab-size",
            paramLabel = "N",
            description = "Number of tokens of both vocabularies. Default: ${DEFAULT-VALUE}.")
    private int vocabularySize = 65_536;

    DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        TrainerOptions options = options();
        Files.createDirectories(folder);
        if (input != null) {
            Outputs outputs = new Outputs(spec);
            for (String name : List.of("train.txt", "heldout.txt", "bpe.model", "boundless.model", "index.html")) {
                outputs.add("--output", folder.resolve(name));
            }
            outputs.check(List.of(input));
        }
        say("1/4 Preparing the text");
        DemoCorpus corpus = DemoCorpus.prepare(input, folder, shell);
        say("2/4 Training plain BPE");
        DemoModel plain = train(corpus, options, TrainCommand.Type.BPE, "bpe.model");
        say("3/4 Training BoundlessBPE");
        DemoModel boundless = train(corpus, options, TrainCommand.Type.BOUNDLESS, "boundless.model");
        say("4/4 Comparing them on the text held out");
        DemoResult result = DemoResult.compare(corpus, plain, boundless);
        new DemoTerminal(shell).print(result);
        Path page = folder.resolve("index.html");
        byte[] html = new DemoPage(result).html().getBytes(StandardCharsets.UTF_8);
        shell.save(() -> AtomicFile.write(page, out -> out.write(html)));
        say("\nThe same with plots: " + page + "\nGo on with: ./tokenwright train --format lines --output my.model "
                + corpus.training());
        return 0;
    }

    private TrainerOptions options() {
        try {
            return TrainerOptions.of(vocabularySize, Pretokenizers.of(PATTERN))
                    .withThreads(Runtime.getRuntime().availableProcessors());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private DemoModel train(DemoCorpus corpus, TrainerOptions options, TrainCommand.Type type, String name)
            throws IOException {
        TextSource source = TextSource.builder()
                .path(corpus.training())
                .format(TextFormat.LINES)
                .build();
        long start = System.nanoTime();
        try (ProgressLine progress = ProgressLine.on(shell)) {
            BpeModel model = type.train(source, options, progress);
            double seconds = (System.nanoTime() - start) / 1e9;
            shell.save(() -> model.save(folder.resolve(name)));
            return new DemoModel(model, seconds);
        }
    }

    private void say(String line) {
        shell.err().println(line);
    }
}
