package org.tokenwright.boundary.punkt;

import org.tokenwright.boundary.BoundaryScanner;
import org.tokenwright.boundary.SentenceDetector;

/**
 * Finds sentences by the rules of Punkt. Immutable, safe for any number of threads.
 *
 * <pre>{@code
 * PunktModel model = PunktModel.load(Path.of("english.punkt"));
 * SentenceDetector detector = PunktDetector.of(model, PunktProfile.NUPUNKT).withNewlines(Newlines.BLANK_LINE);
 * }</pre>
 *
 * <p>Sentences end behind a period, a question or an exclamation mark, and the closing quotes and brackets that follow. What
 * decides is the word before and the word after; of each, and of the white space between, 4,096 chars are looked at. So a
 * sentence is certain as soon as the next word is, and memory is bounded whatever the text.
 */
public final class PunktDetector implements SentenceDetector {
    private static final double NO_THRESHOLD = -1;

    private final PunktModel model;
    private final PunktProfile profile;
    private final double threshold;

    private PunktDetector(PunktModel model, PunktProfile profile, double threshold) {
        this.model = model;
        this.profile = profile;
        this.threshold = threshold;
    }

    /**
     * {@return a detector}
     *
     * @param model what is known of the language
     * @param profile the rules
     */
    public static PunktDetector of(PunktModel model, PunktProfile profile) {
        return new PunktDetector(model, profile, NO_THRESHOLD);
    }

    /**
     * {@return a detector with the rules of {@link PunktProfile#NUPUNKT} that weighs further evidence} It turns a decision
     * round of which it is not sure, looks for the form of abbreviations that the model does not know, and says of each
     * sentence how sure it is: the mean of all decisions in it, 1 if there was none to make. This is nupunkt's adaptive mode,
     * whose thresholds are 0.7, for legal text 0.75 and for scientific text 0.72.
     *
     * @param model what is known of the language
     * @param threshold how sure it must be against the rules, 0.5 to 1
     * @throws IllegalArgumentException if {@code threshold} is outside
     */
    public static PunktDetector adaptive(PunktModel model, double threshold) {
        if (!(threshold >= 0.5 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold is " + threshold + ", expected 0.5 to 1");
        }
        return new PunktDetector(model, PunktProfile.NUPUNKT, threshold);
    }

    /**
     * {@return what it knows of the language}
     */
    public PunktModel model() {
        return model;
    }

    /**
     * {@return its rules}
     */
    public PunktProfile profile() {
        return profile;
    }

    @Override
    public BoundaryScanner newScanner() {
        return new PunktScanner(model, profile, threshold == NO_THRESHOLD ? null : new Confidence(model, threshold));
    }
}
