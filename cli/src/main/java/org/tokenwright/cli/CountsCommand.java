package org.tokenwright.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Training in steps over files of counts; asks for one of its commands. */
@Command(
        name = "counts",
        mixinStandardHelpOptions = true,
        description = {
            "Counts a corpus into files that `train` reads, in bounded memory, part by part, on as many machines as there are.",
            "",
            "The model is the same as from the whole text in one go.",
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  tokenwright counts pretokens -o 1.pretokens part1.jsonl.zst    # and so on for each part",
            "  tokenwright counts merge -o all.pretokens 1.pretokens 2.pretokens",
            "  tokenwright train --words-only --vocab-size 131072 -o words.model all.pretokens",
            "  tokenwright counts runs -m words.model -o 1.runs part1.jsonl.zst",
            "  tokenwright counts merge -o all.runs 1.runs 2.runs",
            "  tokenwright train --words words.model --vocab-size 131072 -o mine.model all.runs",
        })
final class CountsCommand implements Runnable {
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
