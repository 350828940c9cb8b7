package org.tokenwright.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Word vectors of fastText; asks for one of its commands. */
@Command(
        name = "vectors",
        mixinStandardHelpOptions = true,
        description = {
            "Trains and searches word vectors of fastText.",
            "",
            "Reads and writes its files .bin, .ftz and .vec. Options with one hyphen are those of fastText.",
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  tokenwright vectors train --model skipgram -o words.bin corpus.txt",
            "  tokenwright vectors nn -m words.bin -k 5 garden",
            "  tokenwright vectors analogies -m words.bin berlin germany france",
            "  tokenwright vectors convert -m words.bin -o words.vec",
            "  tokenwright vectors evaluate -m words.bin --similarity simlex.txt --analogies questions-words.txt",
            "  tokenwright vectors quantize -m words.bin -o words.ftz -qnorm -dsub 5",
        })
final class VectorsCommand implements Runnable {
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
