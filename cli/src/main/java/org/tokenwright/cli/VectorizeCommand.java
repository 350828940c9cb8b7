package org.tokenwright.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What turns documents into vectors; it asks for a command. */
@Command(
        name = "vectorize",
        mixinStandardHelpOptions = true,
        description = {
            "Turns documents into vectors of weighed counts of their terms (TF-IDF), as scikit-learn does, or into paragraph"
                    + " vectors.",
            "",
            "`tokenwright vectorize fit` makes a model of documents, `tokenwright vectorize apply` vectors by it.",
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  tokenwright vectorize fit --output news.tfidf corpus.jsonl.gz",
            "  tokenwright vectorize apply --model news.tfidf new.jsonl > vectors.jsonl",
        })
final class VectorizeCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? fit, apply");
    }
}
