package org.tokenwright.lucene.sentences;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.util.ResourceLoader;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.Language;
import org.tokenwright.boundary.Newlines;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.charboundary.CharBoundaryDetector;
import org.tokenwright.boundary.charboundary.CharBoundaryModel;
import org.tokenwright.boundary.punkt.PunktDetector;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.boundary.punkt.PunktProfile;

/** The arguments by which factories are told which sentence detector they use. */
final class DetectorArguments {
    private static final String DEFAULT_MODEL = "general";

    private final @Nullable String model;
    private final @Nullable PunktProfile rules;
    private final @Nullable Double threshold;
    private final Newlines newlines;
    private final @Nullable Language language;

    /** Takes the arguments out of a map. */
    DetectorArguments(Map<String, String> args) {
        model = args.remove("sentences");
        rules = constant(args, "rules", PunktProfile.values());
        threshold = number(args, "threshold", Double::valueOf);
        Newlines given = constant(args, "newlines", Newlines.values());
        newlines = given == null ? Newlines.BLANK_LINE : given;
        language = constant(args, "language", Language.values());
    }

    /** {@return the number that an argument is, taken out of a map, or null} */
    static <T> @Nullable T number(Map<String, String> args, String name, Function<String, T> parser) {
        String value = args.remove(name);
        try {
            return value == null ? null : parser.apply(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is \"" + value + "\", expected a number", e);
        }
    }

    private static <E extends Enum<E>> @Nullable E constant(Map<String, String> args, String name, E[] constants) {
        String value = args.remove(name);
        if (value == null) {
            return null;
        }
        return Arrays.stream(constants)
                .filter(constant -> name(constant).equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is \"" + value + "\", expected one of "
                        + String.join(
                                ", ",
                                Arrays.stream(constants)
                                        .map(DetectorArguments::name)
                                        .toList())));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the detector} */
    SentenceDetector load(ResourceLoader loader) throws IOException {
        SentenceModel known = model == null && language != null
                ? SentenceModel.of(language)
                : SentenceModel.load(loader, model == null ? DEFAULT_MODEL : model);
        SentenceDetector detector = detector(known);
        return (language == null ? detector : detector.withLanguage(language)).withNewlines(newlines);
    }

    private SentenceDetector detector(SentenceModel known) {
        CharBoundaryModel forest = known.forest();
        if (forest != null) {
            if (rules != null) {
                throw new IllegalArgumentException(
                        "rules is " + name(rules) + ", which is not for models of CharBoundary");
            }
            CharBoundaryDetector detector = CharBoundaryDetector.of(forest);
            return threshold == null ? detector : detector.withThreshold(threshold);
        }
        PunktModel punkt = known.punkt();
        if (punkt == null) {
            throw new AssertionError("a model is one of the two");
        }
        if (threshold == null) {
            return PunktDetector.of(punkt, rules == null ? PunktProfile.NUPUNKT : rules);
        }
        if (rules != null && rules != PunktProfile.NUPUNKT) {
            throw new IllegalArgumentException(
                    "threshold is " + threshold + ", which is not for the rules " + name(rules));
        }
        return PunktDetector.adaptive(punkt, threshold);
    }
}
