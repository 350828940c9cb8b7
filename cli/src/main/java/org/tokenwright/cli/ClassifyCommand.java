package org.tokenwright.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Text classifiers of fastText; asks for one of its commands. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        description = {
            "Trains and applies text classifiers of fastText.",
            "",
            "Reads and writes its files .bin and .ftz. Options with one hyphen are those of fastText.",
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  tokenwright classify train -o topics.bin -wordNgrams 2 topics.txt",
            "  tokenwright classify test -m topics.bin topics.test.txt",
            "  tokenwright classify predict -m lid.176.ftz -k 3 --probabilities questions.txt",
            "  tokenwright classify quantize -m topics.bin -o topics.ftz -qnorm",
            "  tokenwright classify tune -o topics.bin -autotune-validation topics.valid.txt topics.txt",
        })
final class ClassifyCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }
}
