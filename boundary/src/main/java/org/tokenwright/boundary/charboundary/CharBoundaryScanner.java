package org.tokenwright.boundary.charboundary;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.BoundaryScanner;
import org.tokenwright.boundary.BoundarySink;
import org.tokenwright.boundary.Decision;

/** Walks over a text, describes its candidates and asks the forest. For one thread. */
final class CharBoundaryScanner implements BoundaryScanner {
    /*
     * A candidate is decided on as soon as all chars are known that may matter for it, whatever they are: so what is found
     * depends on the text alone. Quotes are counted once, when the walk passes them.
     */
    private static final int LONG_AGO = -(1 << 28);
    private static final int KEPT = Features.LOOK_BEHIND + Repeats.MAX_PERIOD + 1;

    /** Says how probable a candidate is to be an end. */
    interface Judge {
        /**
         * {@return the probability, or anything below the threshold}
         *
         * @param values what describes the candidate
         * @param index where it is
         */
        double probability(int[] values, int index);

        /**
         * {@return the probability, also below the threshold}
         *
         * @param values what describes the candidate
         * @param index where it is
         */
        default double exactProbability(int[] values, int index) {
            return probability(values, index);
        }

        /**
         * {@return what made the probability what it is, in words}
         *
         * @param values what describes the candidate
         */
        default List<String> evidence(int[] values) {
            return List.of();
        }
    }

    private final Judge judge;
    private final Features features;
    private final double threshold;
    private final @Nullable Repeats repeats;
    private int begin;
    private int next;

    /**
     * Makes a scanner.
     *
     * @param judge is asked about candidates
     * @param features describes them; nobody else uses it in the meantime
     * @param threshold how probable an end must be
     * @param repeats spares the judge candidates that are described like others; null to ask about all
     */
    CharBoundaryScanner(Judge judge, Features features, double threshold, @Nullable Repeats repeats) {
        this.judge = judge;
        this.repeats = repeats;
        this.features = features;
        this.threshold = threshold;
    }

    @Override
    public void start(int index) {
        begin = index;
        next = index;
        features.start();
        if (repeats != null) {
            repeats.start();
        }
    }

    @Override
    public int scan(char[] text, int end, boolean complete, BoundarySink sink) {
        int i = next;
        for (; i < end; i++) {
            char c = text[i];
            int roles = CharCodes.roles(c);
            if (roles == 0) {
                continue;
            }
            int ahead = features.lookAhead(c) + 1;
            if (!complete && end - i <= ahead) {
                break;
            }
            int candidate = Candidates.at(features.isExtended(), text, begin, end, i, roles);
            if ((roles & CharCodes.QUOTE) != 0) {
                features.pass(c);
            }
            if (candidate >= 0) {
                double probability;
                if (sink.detail() == BoundarySink.Detail.ENDS) {
                    probability = probability(text, end, candidate, ahead);
                } else {
                    features.describe(text, begin, end, candidate);
                    probability = judge.exactProbability(features.values, candidate);
                    sink.decision(decision(candidate, probability, sink.detail() == BoundarySink.Detail.EVIDENCE));
                }
                if (probability >= threshold) {
                    sink.boundary(candidate + 1, Math.min(1, probability));
                }
            }
        }
        next = i;
        return complete ? end : Math.max(0, i - KEPT);
    }

    private Decision decision(int candidate, double probability, boolean withEvidence) {
        return new Decision(
                candidate,
                candidate + 1,
                probability >= threshold,
                Math.clamp(probability, 0.0, 1.0),
                withEvidence ? evidence() : List.of());
    }

    private List<String> evidence() {
        List<String> evidence = new ArrayList<>(features.evidence(threshold));
        evidence.addAll(1, judge.evidence(features.values)); // behind the threshold
        return evidence;
    }

    private double probability(char[] text, int end, int candidate, int ahead) {
        if (repeats == null) {
            features.describe(text, begin, end, candidate);
            return judge.probability(features.values, candidate);
        }
        double known = repeats.find(text, begin, end, candidate, ahead, features.isBalanced());
        if (Double.isNaN(known)) {
            features.describe(text, begin, end, candidate);
            known = judge.probability(features.values, candidate);
        }
        repeats.put(candidate, features.isBalanced(), known);
        return known;
    }

    @Override
    public void shift(int distance) {
        begin = Math.max(LONG_AGO, begin - distance);
        next -= distance;
        if (repeats != null) {
            repeats.shift(distance);
        }
    }
}
