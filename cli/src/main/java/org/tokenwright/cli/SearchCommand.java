package org.tokenwright.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Full-text search by Lucene; asks for one of its commands. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {
            "Indexes text with the tokens of a model, and searches it, by Lucene.",
            "",
            "A document is split into passages of whole sentences, which are what is found. Upper and lower case are the same."
                    + " A superword is found by its words, too.",
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  tokenwright search index books -o books.index -m books.model",
            "  tokenwright search query books.index 'the gate of the garden'",
            "  tokenwright search analyze books.index 'the gate of the garden'",
        })
final class SearchCommand implements Runnable {
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
