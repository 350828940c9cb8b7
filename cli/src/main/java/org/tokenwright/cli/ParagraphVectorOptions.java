package org.tokenwright.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.fasttext.ParagraphVectorTrainer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How paragraph vectors are trained; options are named as fastText's where they mean the same. */
final class ParagraphVectorOptions {
    private static final List<String> DEPENDENT = List.of("-dim", "-ws", "-epoch", "-lr", "-neg", "--alpha");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--paragraph-vectors",
            paramLabel = "KIND",
            converter = KindConverter.class,
            description =
                    "Train paragraph vectors instead of weighing terms: dbow, which predicts each term of a document"
                            + " from the vector of the document, or dm, from that and the terms around.")
    private @Nullable Kind kind;

    @Option(names = "-dim", paramLabel = "N", description = "Components of a paragraph vector. Default: 100.")
    private int dimension = 100;

    @Option(names = "-ws", paramLabel = "N", description = "Terms on either side that dm looks at. Default: 5.")
    private int window = 5;

    @Option(names = "-epoch", paramLabel = "N", description = "Passes over the documents. Default: 20.")
    private int epochs = 20;

    @Option(names = "-lr", paramLabel = "X", description = "Learning rate at the beginning. Default: 0.05.")
    private double rate = 0.05;

    @Option(names = "-neg", paramLabel = "N", description = "Terms of noise for each that is learned. Default: 5.")
    private int negatives = 5;

    @Option(
            names = "--alpha",
            paramLabel = "X",
            description = "Weight of the length of a vector: the larger, the more robust are vectors. Default: 0.3.")
    private double alpha = 0.3;

    /** What predicts a term. */
    enum Kind {
        DBOW,
        DM
    }

    /** {@return whether paragraph vectors are wanted} */
    boolean wanted() {
        if (kind == null) {
            for (String option : DEPENDENT) {
                if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                    throw usage(option + " goes with --paragraph-vectors only");
                }
            }
        } else if (kind == Kind.DBOW && spec.commandLine().getParseResult().hasMatchedOption("-ws")) {
            throw usage("-ws goes with --paragraph-vectors dm only");
        }
        return kind != null;
    }

    /**
     * {@return a trainer without documents}
     *
     * @param words how many words there are
     * @param seed decides what chance decides
     */
    ParagraphVectorTrainer trainer(int words, long seed) {
        try {
            ParagraphVectorTrainer trainer = new ParagraphVectorTrainer(words)
                    .dimension(dimension)
                    .epochs(epochs)
                    .learningRate(rate)
                    .negatives(negatives)
                    .alpha(alpha)
                    .seed(seed);
            return kind == Kind.DM ? trainer.memory(window) : trainer;
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Reads a kind. */
    static final class KindConverter extends ConstantConverter<Kind> {
        KindConverter() {
            super(Kind.values());
        }
    }
}
