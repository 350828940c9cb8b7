package org.tokenwright.boundary.charboundary;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.BoundaryScanner;
import org.tokenwright.boundary.SentenceDetector;

/**
 * Finds sentences by a random forest that looks at the characters round each possible end. Immutable, safe for any number of
 * threads.
 *
 * <pre>{@code
 * CharBoundaryModel model = CharBoundaryModel.load(Path.of("legal.charboundary"));
 * SentenceDetector detector = CharBoundaryDetector.of(model).withThreshold(0.6);
 * }</pre>
 *
 * <p>Where sentences may end, and what is looked at, {@link CharBoundaryFeatures} says. The confidence of a sentence is the
 * probability of its end; the end of the text is certain. At most 128 chars on either side decide, but for quotes, which are
 * counted from the beginning of the text. So memory is bounded whatever the text.
 */
public final class CharBoundaryDetector implements SentenceDetector {
    private final CharBoundaryModel model;
    private final double threshold;

    private CharBoundaryDetector(CharBoundaryModel model, double threshold) {
        this.model = model;
        this.threshold = threshold;
    }

    /**
     * {@return a detector with the threshold of its model}
     *
     * @param model what decides
     */
    public static CharBoundaryDetector of(CharBoundaryModel model) {
        return new CharBoundaryDetector(model, model.threshold());
    }

    /**
     * {@return a detector with another threshold} A higher one finds fewer sentences, of which more are right.
     *
     * @param threshold how probable an end must be, 0 to 1
     * @throws IllegalArgumentException if {@code threshold} is outside
     */
    public CharBoundaryDetector withThreshold(double threshold) {
        return new CharBoundaryDetector(model, CharBoundaryModel.checkThreshold(threshold));
    }

    /**
     * {@return what decides}
     */
    public CharBoundaryModel model() {
        return model;
    }

    /**
     * {@return how probable an end must be, 0 to 1}
     */
    public double threshold() {
        return threshold;
    }

    @Override
    public BoundaryScanner newScanner() {
        return new CharBoundaryScanner(
                new ForestJudge(model, threshold), model.newFeatures(), threshold, new Repeats());
    }

    private static final class ForestJudge implements CharBoundaryScanner.Judge {
        private final CharBoundaryModel model;
        private final Forest forest;
        private final double threshold;

        /** Made when somebody asks. */
        private @Nullable Contributions contributions;

        ForestJudge(CharBoundaryModel model, double threshold) {
            this.model = model;
            this.forest = model.forest();
            this.threshold = threshold;
        }

        @Override
        public double probability(int[] values, int index) {
            return forest.probability(values, threshold);
        }

        @Override
        public double exactProbability(int[] values, int index) {
            return forest.probability(values);
        }

        @Override
        public List<String> evidence(int[] values) {
            Contributions made = contributions;
            if (made == null) {
                made = new Contributions(forest);
                contributions = made;
            }
            return made.evidence(values, model.charactersBefore(), model.charactersAfter());
        }
    }
}
