package org.tokenwright.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Vectors of words and sentences; asks for one of its commands. */
@Command(
        name = "vectors",
        mixinStandardHelpOptions = true,
        description = {
            "Trains and searches word vectors of fastText and floret, and makes vectors of sentences.",
            "",
            "Reads and writes .bin, .ftz, .vec and .floret. Options with one hyphen are those of fastText and floret.",
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  tokenwright vectors train --model skipgram -o words.bin corpus.txt",
            "  tokenwright vectors train -mode floret -hashCount 2 -bucket 50000 -o hashed.bin corpus.txt",
            "  tokenwright vectors nn -m words.bin -k 5 garden",
            "  tokenwright vectors analogies -m words.bin berlin germany france",
            "  tokenwright vectors words -m hashed.bin garden",
            "  tokenwright vectors convert -m words.bin -o words.vec",
            "  tokenwright vectors convert -m hashed.bin -o hashed.floret",
            "  tokenwright vectors evaluate -m words.bin --similarity simlex.txt --analogies questions-words.txt",
            "  tokenwright vectors quantize -m words.bin -o words.ftz -qnorm -dsub 5",
            "  tokenwright vectors distill -m words.bin --sif 1e-4 --lower-case -o sentences",
            "  tokenwright vectors sentences -m sentences -o questions.npy questions.txt",
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
