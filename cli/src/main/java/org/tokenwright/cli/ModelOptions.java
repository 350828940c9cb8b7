package org.tokenwright.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tokenwright.lucene.tokens.TokenModel;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.formats.LoadOptions;
import org.tokenwright.tokenizers.formats.LoadedModel;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.vocab.SpecialTokens;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options for what the file of a model does not say, and the loading of models. */
final class ModelOptions {
    /** What a model is, for the descriptions of options and parameters. */
    static final String MODEL = "a file or folder of any format that is read, or a name such as cl100k_base or byt5";

    private static final Pattern TOKEN_WITH_ID = Pattern.compile("(?s)(.+)=([0-9]{1,9})");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--pattern",
            paramLabel = "NAME|REGEX",
            completionCandidates = TrainCommand.PatternNames.class,
            description =
                    "How texts are split, for files that do not say it (unknown ranks of tiktoken, vocab.json with"
                            + " merges.txt): a name (${COMPLETION-CANDIDATES}) or a regular expression in Java's syntax.")
    private @Nullable String pattern;

    @Option(
            names = "--special",
            paramLabel = "TOKEN[=ID]",
            description =
                    "Adds a special token, behind all others or, for files that do not name theirs, with its id; may"
                            + " be given more than once.")
    private List<String> specials = new ArrayList<>();

    @Option(
            names = "--deletion-parts",
            paramLabel = "PARTS",
            description =
                    "What deleted tokens of a \"word v1\" file fall into, which it does not say: bytes or operands."
                            + " Default: bytes.")
    private DeletionParts deletionParts = DeletionParts.BYTES;

    /**
     * {@return a model that is the only one}
     *
     * @param pathOrName where it is, or its name
     */
    LoadedModel open(String pathOrName) throws IOException {
        return extended(pathOrName, 1, options());
    }

    /**
     * {@return a model that is the only one, with reserved tokens}
     *
     * @param pathOrName where it is, or its name
     * @param padTo what the number of tokens is to be a multiple of
     */
    LoadedModel open(String pathOrName, int padTo) throws IOException {
        return extended(pathOrName, padTo, options());
    }

    /**
     * {@return one of several models; the options are for those that need them}
     *
     * @param pathOrName where it is, or its name
     */
    LoadedModel openOneOfSeveral(String pathOrName) throws IOException {
        return extended(pathOrName, 1, optionsOfSeveral(pathOrName));
    }

    /**
     * {@return a tokenizer}
     *
     * @param pathOrName where it is, or its name
     */
    Tokenizer tokenizer(String pathOrName) throws IOException {
        if (specials.stream().anyMatch(special -> !hasId(special))) {
            return open(pathOrName).tokenizer();
        }
        try {
            return ModelFormats.loadTokenizer(pathOrName, options());
        } catch (IllegalArgumentException e) {
            throw wrongUse(e);
        }
    }

    /**
     * {@return the tokenizer of one of several models; the options are for those that need them}
     *
     * @param pathOrName where it is, or its name
     */
    Tokenizer tokenizerOfSeveral(String pathOrName) throws IOException {
        if (specials.stream().anyMatch(special -> !hasId(special))) {
            return openOneOfSeveral(pathOrName).tokenizer();
        }
        try {
            return ModelFormats.loadTokenizer(pathOrName, optionsOfSeveral(pathOrName));
        } catch (IllegalArgumentException e) {
            throw wrongUse(e);
        }
    }

    /**
     * {@return the tokens of a model as Lucene takes them}
     *
     * @param pathOrName where it is, or its name
     */
    TokenModel tokenModel(String pathOrName) throws IOException {
        if (specials.stream().anyMatch(special -> !hasId(special))) {
            return TokenModel.of(open(pathOrName).requireModel(pathOrName));
        }
        try {
            return TokenModel.load(pathOrName, options());
        } catch (IllegalArgumentException e) {
            throw wrongUse(e);
        }
    }

    private LoadOptions optionsOfSeveral(String pathOrName) throws IOException {
        return ModelFormats.isSplitSaid(pathOrName) ? LoadOptions.NONE.withDeletionParts(deletionParts) : options();
    }

    private LoadedModel extended(String pathOrName, int padTo, LoadOptions options) throws IOException {
        try {
            LoadedModel loaded = ModelFormats.open(pathOrName, options);
            List<String> behind =
                    specials.stream().filter(special -> !hasId(special)).toList();
            return behind.isEmpty() && padTo == 1
                    ? loaded
                    : LoadedModel.of(loaded.requireModel(pathOrName).withSpecialTokens(behind, padTo));
        } catch (IllegalArgumentException e) {
            throw wrongUse(e);
        }
    }

    private LoadOptions options() {
        try {
            LoadOptions options = LoadOptions.NONE
                    .withDeletionParts(deletionParts)
                    .withSpecialTokens(SpecialTokens.of(specialsWithIds()));
            return pattern == null ? options : options.withPretokenizer(Pretokenizers.of(pattern));
        } catch (IllegalArgumentException e) {
            throw wrongUse(e);
        }
    }

    private Map<String, Integer> specialsWithIds() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (String special : specials) {
            Matcher matcher = TOKEN_WITH_ID.matcher(special);
            if (matcher.matches() && ids.put(matcher.group(1), Integer.valueOf(matcher.group(2))) != null) {
                throw new IllegalArgumentException("the special token " + matcher.group(1) + " is given twice");
            }
        }
        return ids;
    }

    private static boolean hasId(String special) {
        return TOKEN_WITH_ID.matcher(special).matches();
    }

    private ParameterException wrongUse(IllegalArgumentException problem) {
        return new ParameterException(spec.commandLine(), String.valueOf(problem.getMessage()), problem);
    }
}
