package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.Language;
import org.tokenwright.boundary.Newlines;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.punkt.PunktDetector;
import org.tokenwright.boundary.punkt.PunktFormats;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.boundary.punkt.PunktProfile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** How the models of sentences are used: options that several commands have in common. */
final class DetectorOptions {
    private static final Path NO_MODEL = Path.of("");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--rules",
            paramLabel = "RULES",
            converter = RulesConverter.class,
            description =
                    "Whose rules: nupunkt, nupunkt-fast (which never looks at the next word) or kiss-strunk (NLTK)."
                            + " Default: nupunkt.")
    private PunktProfile rules = PunktProfile.NUPUNKT;

    @Option(
            names = "--adaptive",
            paramLabel = "THRESHOLD",
            description =
                    "Weigh further evidence and turn decisions round that are less sure, 0.5 to 1: 0.7, for instance."
                            + " With --rules nupunkt only.")
    private @Nullable Double adaptive;

    @Option(
            names = "--threshold",
            paramLabel = "PROBABILITY",
            description =
                    "How probable an end must be, 0 to 1. For models of CharBoundary only. Default: the model's, or 0.5.")
    private @Nullable Double threshold;

    @Option(
            names = "--newlines",
            paramLabel = "MEANING",
            converter = NewlinesConverter.class,
            description = "What line breaks mean: ignore, blank-line (a blank line ends a sentence), every-line or"
                    + " detect (each line feed, unless lines look hard-wrapped there)."
                    + " Default: blank-line.")
    private Newlines newlines = Newlines.BLANK_LINE;

    @Option(
            names = "--abbreviation",
            paramLabel = "WORD",
            description = "An abbreviation that the model does not know; may be given more than once.")
    private List<String> abbreviations = new ArrayList<>();

    @Option(
            names = "--no-abbreviation",
            paramLabel = "WORD",
            description = "An abbreviation that it should not know; may be given more than once.")
    private List<String> noAbbreviations = new ArrayList<>();

    @Option(
            names = "--abbreviations",
            paramLabel = "FILE",
            description = "More abbreviations that the model does not know, one a line.")
    private @Nullable Path abbreviationFile;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            converter = LanguageConverter.class,
            description =
                    "Use what the orthography of a language tells, too: english, german, french, spanish, italian,"
                            + " portuguese, russian, chinese or japanese.")
    private @Nullable Language language;

    @Option(
            names = "--min-length",
            paramLabel = "CHARS",
            description = "Join shorter sentences to a neighbour, in UTF-16 units.")
    private @Nullable Integer minLength;

    @Option(
            names = "--max-length",
            paramLabel = "CHARS",
            description = "Cut longer sentences at the best place, in UTF-16 units; at least twice --min-length.")
    private @Nullable Integer maxLength;

    /** {@return a detector with one model; without one, with the abbreviations of the language, or else the default model} */
    SentenceDetector detector(@Nullable Path model) throws IOException {
        if (model != null) {
            return detectors(List.of(model)).getFirst();
        }
        return detectors(List.of(language == null ? Path.of(ForestModels.DEFAULT) : NO_MODEL))
                .getFirst();
    }

    /** {@return what to call the detector where no model is given} */
    String nameWithoutModel() {
        return language == null ? ForestModels.DEFAULT : ConstantConverter.name(language);
    }

    /** {@return a detector with each model; what is given must be of use to one of them} */
    List<SentenceDetector> detectors(List<Path> models) throws IOException {
        List<String> more = new ArrayList<>(abbreviations);
        if (abbreviationFile != null) {
            more.addAll(ForestModels.lines(abbreviationFile));
        }
        boolean forests = false;
        boolean others = false;
        List<SentenceDetector> detectors = new ArrayList<>();
        for (Path model : models) {
            boolean forest = isForest(model);
            forests |= forest;
            others |= !forest;
        }
        ParseResult given = spec.commandLine().getParseResult();
        if (!others && (given.hasMatchedOption("--rules") || given.hasMatchedOption("--adaptive"))) {
            throw usage("--rules and --adaptive are not for models of CharBoundary");
        }
        if (!forests && threshold != null) {
            throw usage("--threshold is for models of CharBoundary");
        }
        if (adaptive != null && rules != PunktProfile.NUPUNKT) {
            throw usage("--adaptive belongs to --rules nupunkt");
        }
        try {
            for (Path model : models) {
                SentenceDetector detector = isForest(model)
                        ? ForestModels.detector(model, threshold, more, noAbbreviations)
                        : punkt(read(model), more);
                detector = language == null ? detector : detector.withLanguage(language);
                detectors.add(withLengths(detector.withNewlines(newlines)));
            }
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        return detectors;
    }

    private static boolean isForest(Path model) throws IOException {
        return !model.equals(NO_MODEL) && ForestModels.isForest(model);
    }

    private PunktModel read(Path model) throws IOException {
        return language != null && model.equals(NO_MODEL) ? PunktModel.of(language) : PunktFormats.read(model);
    }

    private SentenceDetector withLengths(SentenceDetector detector) {
        return minLength == null && maxLength == null
                ? detector
                : detector.withLengths(
                        Objects.requireNonNullElse(minLength, 0),
                        Objects.requireNonNullElse(maxLength, SentenceDetector.MAX_LENGTH));
    }

    private SentenceDetector punkt(PunktModel model, List<String> more) {
        PunktModel known = model;
        if (!more.isEmpty()) {
            known = known.withAbbreviations(more);
        }
        if (!noAbbreviations.isEmpty()) {
            known = known.withoutAbbreviations(noAbbreviations);
        }
        return adaptive == null ? PunktDetector.of(known, rules) : PunktDetector.adaptive(known, adaptive);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Reads the name of rules. */
    static final class RulesConverter extends ConstantConverter<PunktProfile> {
        RulesConverter() {
            super(PunktProfile.values());
        }
    }

    /** Reads the name of a language. */
    static final class LanguageConverter extends ConstantConverter<Language> {
        LanguageConverter() {
            super(Language.values());
        }
    }

    /** Reads what line breaks mean. */
    static final class NewlinesConverter extends ConstantConverter<Newlines> {
        NewlinesConverter() {
            super(Newlines.values());
        }
    }
}
